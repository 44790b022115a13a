"""A typed result taken apart: the words in it, the numbers, the scale it names, and what is left over."""

import re
from dataclasses import dataclass

from cmlguide.exchange.typed.measures import Measure, find_measures
from cmlguide.exchange.typed.result_words import COMPARED, FILLERS, LEVEL_PHRASES, NEGATED, WORDS
from cmlguide.exchange.typed.text import fold

_RATIO = re.compile(
    r"(?<!\w)(?:non[- ]?is|not (?:on )?(?:the )?is|raw(?: ratio)?|unadjusted|ncn|ratio|quotient)(?!\w)"
)
_ON_SCALE = re.compile(
    r"\bIS\b|\bI\.S\.|\(\s*EI\s*\)|% ?EI\b|escala internacional|[eé]chelle internationale|"
    r"scala internazionale|international(?:e[nrs]?)? s[ck]al[ae]|internationale skala",
    re.IGNORECASE,
)
_VERB_IS = re.compile(r"\b(?:result|ratio|value|level|it|number)\s+is\b", re.IGNORECASE)
_LOG = re.compile(
    r"(?<!\w)log(?:10|s)?(?:[- ](?:reductions?|drop|stufen))?(?: from (?:standardi[sz]ed )?baseline)?(?!\w)"
)


@dataclass(frozen=True)
class Seen:
    """The text taken apart: which words stood in it, which numbers, and whether anything was left over."""

    words: frozenset[str]
    level: str | None
    measures: tuple[Measure, ...]
    left_over: str
    on_scale: bool
    is_ratio: bool
    is_log: bool


def take_apart(plain: str) -> Seen:
    """The parts of plain text (typed_text.plain_text). Raises UnreadableNumberError."""
    scaled = _VERB_IS.sub(" ", plain)
    on_scale = bool(_ON_SCALE.search(scaled))
    rest = fold(_ON_SCALE.sub(" ", scaled))
    words, rest = _take_words(rest)
    level, rest = _take_level(rest)
    rest, is_ratio = _take(_RATIO, rest)
    rest, is_log = _take(_LOG, rest)
    for sign, pattern in COMPARED:
        rest = pattern.sub(f" {sign} ", rest)
    measures, rest = find_measures(rest)
    return Seen(words, level, measures, FILLERS.sub(" ", rest), on_scale, is_ratio, is_log)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    left, times = pattern.subn(" ", text)
    return left, times > 0


def _take_words(text: str) -> tuple[frozenset[str], str]:
    found = set()
    for word, pattern in WORDS:
        text, seen = _take(pattern, text)
        if seen:
            found.add(word)
    return frozenset(found), text


def _take_level(text: str) -> tuple[str | None, str]:
    """A level named in words; "no MMR" is left in the text, so that it is refused and not read as MMR."""
    if NEGATED.search(text):
        return None, text
    for level, pattern in LEVEL_PHRASES:
        rest, seen = _take(pattern, text)
        if seen:
            return level, rest
    return None, text
