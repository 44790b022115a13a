"""The words laboratories use, by language, as concepts: `words/<language>.toml`, one file per language.

A file is a list of phrases for each concept it has words for; a new language is a new file and no code. A
phrase is folded like the text it is looked up in, and matched as whole words; a star at its end stands for
any ending. Chinese, Japanese and Korean put no spaces between words, so there a phrase may touch others.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cmlguide.exchange.typed.text import fold, plain_text

CONCEPTS = (
    # Words used in place of a number.
    "below_quantification", "below_detection", "not_detected", "no_result", "above_limit", "detected",
    # What a number is, where it is not the result itself.
    "limit", "quantification", "standard", "range", "goal", "previous", "define", "factor", "control",
    "copies", "total", "other_test", "count", "other_number",
    # The scale, and how a number is compared.
    "mmr", "dmr", "emr", "cmr", "mr", "log", "scale", "raw", "percent",
    "at_most", "at_least", "less_after", "more_after", "less", "more",
    # Days, the sample, and the rest.
    "born", "other_day", "collected", "marrow", "blood", "result", "unit", "no", "from_", "to", "filler",
)  # fmt: skip
"""Every concept. Where two languages give one phrase to different concepts, the first here counts."""

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY = 2


@dataclass(frozen=True)
class Word:
    """A phrase found in a text: its span there and the concept it stands for."""

    start: int
    end: int
    concept: str


@dataclass(frozen=True)
class _Phrase:
    text: str
    concept: str
    open_ended: bool


def find_word(text: str, at: int, only: frozenset[str] | None = None) -> Word | None:
    """The longest phrase in the vocabulary that starts at this position in a folded text, or None."""
    for phrase in _phrases().get(text[at : at + _KEY], _phrases().get(text[at : at + 1], ())):
        if (only is None or phrase.concept in only) and text.startswith(phrase.text, at):
            end = _end_of(phrase, text, at)
            if end is not None:
                return Word(at, end, phrase.concept)
    return None


def find_words(text: str, only: Iterable[str]) -> list[Word]:
    """Every phrase for these concepts in a folded text, left to right, without overlaps."""
    wanted, found, at = frozenset(only), [], 0
    while at < len(text):
        word = find_word(text, at, wanted)
        if word is not None:
            found.append(word)
        at = word.end if word is not None else at + 1
    return found


def take_words(text: str, only: Iterable[str]) -> tuple[frozenset[str], str]:
    """The concepts found in a folded text, and the text without their phrases."""
    found, rest, at = find_words(text, only), [], 0
    for word in found:
        rest.append(text[at : word.start])
        at = word.end
    return frozenset(word.concept for word in found), " ".join([*rest, text[at:]])


def _end_of(phrase: _Phrase, text: str, at: int) -> int | None:
    """The position where the phrase ends in the text, or None when it is only part of another word."""
    end = at + len(phrase.text)
    if _NO_SPACES.match(phrase.text[-1]):
        return end
    if at and _joins(text[at - 1]) and _joins(phrase.text[0]):
        return None
    while phrase.open_ended and end < len(text) and _joins(text[end]):
        end += 1
    return None if end < len(text) and _joins(text[end]) and _joins(phrase.text[-1]) else end


def _joins(character: str) -> bool:
    """Whether a character continues a word in an alphabetic script."""
    return (character.isalnum() or character == "_") and not _NO_SPACES.match(character)


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases by their first two characters (or their only one), longest first."""
    by_text: dict[str, _Phrase] = {}
    for concept in CONCEPTS:
        for written in _written().get(concept, ()):
            text = fold(plain_text(written.removesuffix("*")))
            by_text.setdefault(text, _Phrase(text, concept, written.endswith("*")))
    index: dict[str, list[_Phrase]] = {}
    for phrase in sorted(by_text.values(), key=lambda one: -len(one.text)):
        index.setdefault(phrase.text[:_KEY], []).append(phrase)
    single = {text: phrase for text, phrase in by_text.items() if len(text) == 1}
    for key, rows in index.items():
        if len(key) == _KEY and key[0] in single:
            rows.append(single[key[0]])
    return {key: tuple(rows) for key, rows in index.items()}


@cache
def _written() -> dict[str, tuple[str, ...]]:
    """Every phrase as written, by concept."""
    found: dict[str, list[str]] = {}
    for path in sorted((Path(__file__).parent / "words").glob("*.toml")):
        for concept, phrases in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(concept, []).extend(phrases)
    return {concept: tuple(phrases) for concept, phrases in found.items()}
