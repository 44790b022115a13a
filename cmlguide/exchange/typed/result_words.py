"""The words of `result_words.toml` as patterns. `WORDS` is ordered: "not detected" before "detected"."""

import re
import tomllib
from pathlib import Path


def _patterns() -> dict[str, re.Pattern[str]]:
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: _any_of(phrases) for name, phrases in words.items()}


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    escaped = (re.escape(phrase).replace("\\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)")


_PATTERNS = _patterns()
WORDS = tuple(
    (name, _PATTERNS[name])
    for name in ("not_detected", "below_quantification", "above_limit", "no_result", "detected")
)
COMPARED = (("≥", _PATTERNS["at_least"]), ("<", _PATTERNS["less"]), (">", _PATTERNS["more"]))
LEVEL_PHRASES = tuple((level, _PATTERNS[level]) for level in ("emr", "mmr", "mr4"))
NEGATED = _PATTERNS["negated"]
GENE = re.compile(r"(?<!\w)bcr\s*(?:::|[-/_: ])?\s*abl\s*1?(?:\s*/\s*abl\s*1?)?(?!\w)")
FILLERS = re.compile(rf"{GENE.pattern}|{_PATTERNS['filler'].pattern}")


def read_words(folded: str) -> frozenset[str]:
    """Which of WORDS stand in a short remark (`ND`, `DET`); "not detected" hides "detected"."""
    found = set()
    text = folded.casefold()
    for name, pattern in WORDS:
        text, times = pattern.subn(" ", text)
        if times:
            found.add(name)
    return frozenset(found)
