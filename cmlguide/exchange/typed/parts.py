"""Takes a typed result apart: its words, its numbers, the scale it names, and what is left over."""

import re
from dataclasses import dataclass, replace

from cmlguide.exchange.typed.measures import Measure, find_measures
from cmlguide.exchange.typed.result_words import read_words
from cmlguide.exchange.typed.statement import LEVELS, WORDS
from cmlguide.exchange.typed.text import fold
from cmlguide.exchange.typed.tokens import CHROMOSOMES, GENE, TYPICAL
from cmlguide.exchange.typed.vocabulary import find_words, take_words

_ON_SCALE = re.compile(
    r"\b(?:IS|EI)\s*-\s*NCN\b|\bNCN\s*-\s*IS\b|\b(?:IS|EI)\b|\bI\.S\.|\(\s*(?:EI|IS)\s*\)|% ?(?:EI|IS)\b",
    re.IGNORECASE,
)
_VERB_IS = re.compile(r"\b(?:result|ratio|value|level|it|number)\s+is\b", re.IGNORECASE)
_PERCENT_FIRST = re.compile(
    r"%\s*(?:[:=]\s*)?(?P<number>[<>≤≥]?=?\s*(?:\d[\d.,']*\d|[.,]?\d+))(?!\s*%|[\d.,])"
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_MR = re.compile(r"(?<!\w)(?:rm|mr|мо)\s*(?=[<>≤≥=]{0,2}\s*\d)|(?<=[<>≤≥])\s*(?:rm|мо)\s*(?=\d)")
_DEEP_MR = re.compile(r"(?<!\w)(?:cmr|rmc)\s*(?=\d)")
_SIGNS = {"at_least": "≥", "at_most": "≤", "less": "<", "more": ">"}
_LEVEL_CODES = {"emr": "emr", "mmr": "mmr", "dmr": "mr4", "cmr": "cmr"}
FILLERS = (
    "filler", "result", "limit", "quantification", "blood", "total", "collected", "mr", "percent", "define",
    "standard", "from_", "to",
)  # fmt: skip
"""Words that may stand around a number and add nothing to it."""


@dataclass(frozen=True)
class Seen:
    """The text taken apart: the words and numbers found in it, and whether anything was left over."""

    words: frozenset[str]
    level: str | None
    measures: tuple[Measure, ...]
    left_over: str
    on_scale: bool
    is_ratio: bool
    is_log: bool


def take_apart(plain: str, mark: str = ".") -> Seen:
    """The parts of plain text (text.plain_text); `mark` is the usual decimal mark.
    Raises UnreadableNumberError."""
    scaled = _VERB_IS.sub(" ", plain)
    on_scale = bool(_ON_SCALE.search(scaled))
    folded = _DEEP_MR.sub(" undetectable mr ", _MR.sub("mr ", fold(_ON_SCALE.sub(_keep_percent, scaled))))
    for pattern in (GENE, CHROMOSOMES, TYPICAL):
        folded = pattern.sub(" ", folded)
    words, rest = read_words(folded), take_words(folded, WORDS)[1]
    scales, rest = take_words(rest, ("scale", "raw", "log"))
    level, rest = _take_level(rest)
    rest = take_words(rest, ("blood",))[1]
    compared, rest = take_words(rest, ("less_after", "more_after"))
    for concept, sign in _SIGNS.items():
        rest = _put_sign(rest, concept, sign)
    measures, rest = find_measures(_EMPTY.sub(" ", _PERCENT_FIRST.sub(r" \g<number> % ", rest)), mark)
    measures = tuple(_compared(measure, compared) for measure in measures)
    left = take_words(rest, FILLERS)[1]
    on_scale = on_scale or "scale" in scales
    if level == "cmr":
        level, words = None, words | {"not_detected"}
    return Seen(words, level, measures, left, on_scale, "raw" in scales, "log" in scales)


def _keep_percent(match: re.Match[str]) -> str:
    return " % " if "%" in match[0] else " "


def _put_sign(text: str, concept: str, sign: str) -> str:
    """The text with a word such as "less than" written as its sign."""
    rest, at = [], 0
    for word in find_words(text, (concept,)):
        rest += [text[at : word.start], f" {sign} "]
        at = word.end
    return "".join([*rest, text[at:]])


def _compared(measure: Measure, compared: frozenset[str]) -> Measure:
    """The measure with a sign written after its number: "0.0007 or less"."""
    if measure.comparator or not compared:
        return measure
    return replace(measure, comparator="<" if "less_after" in compared else ">")


def _take_level(text: str) -> tuple[str | None, str]:
    """A level named in words; "no MMR" stays in the text, so that it is refused rather than read as MMR."""
    levels, rest = take_words(text, LEVELS)
    if not levels or take_words(text, ("no",))[0]:
        return None, text
    code = next((code for level, code in _LEVEL_CODES.items() if level in levels), None)
    return code, rest
