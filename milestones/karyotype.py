"""Reads a karyotype: which high-risk changes does it name besides the Philadelphia chromosome?"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from milestones.sourced import load_numbers

COMPLEX = "complex"
# Every kind of dash found in letters, treated as one.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# Parts of a clone that are not changes: cells counted, sex chromosomes, "as the previous clone".
BRACKETS = re.compile(r"\([^()]*\)")
# The separators of clones and changes also occur inside brackets: there they are hidden while splitting.
HIDDEN, SHOWN = str.maketrans("/;,", "<&>"), str.maketrans("<&>", "/;,")
CELLS = re.compile(r"\[[^\[\]]*\]")
NO_CHANGE = re.compile(r"\d+(~\d+)?|[xy]+|idem|sl|sdl\d?|cp\d*|nuc ish.*")
# t(9;22), its two halves, and the same with a third chromosome involved.
PHILADELPHIA = re.compile(
    r"t\((9;22|9;[\dxy]+;22|[\dxy]+;9;22|9;22;[\dxy]+)\).*|der\((9|22)\)t\(9;22.*|ph\+?"
)
DENIED = re.compile(r"\b(no|not|without|negative for|no evidence of)( a)? $")
DENIAL_LETTERS = 30  # room for the longest denial before a change
CHANGE = re.compile(r"[+-][\w?]+.*|[a-z]+\(.*|mar\b.*|dmin.*")


@lru_cache(maxsize=256)
def find_high_risk(text: str) -> tuple[str, ...]:
    """The names of the high-risk changes in a karyotype as reported, in the order of karyotype.toml."""
    told = _in_one_spelling(text)
    found = [name for name, pattern in _patterns() if _names(told, pattern)]
    return (*found, COMPLEX) if _is_complex(told) else tuple(found)


def _is_complex(told: str) -> bool:
    rule = load_numbers("karyotype")["complex"]
    return _names(told, re.compile("|".join(rule["patterns"]))) or len(_changes(told)) >= rule["changes"]


def _names(told: str, pattern: re.Pattern[str]) -> bool:
    """Whether the text names the change, and not only to say that it was absent."""
    starts = (match.start() for match in pattern.finditer(told))
    return any(not DENIED.search(told[max(start - DENIAL_LETTERS, 0) : start]) for start in starts)


def _changes(told: str) -> set[str]:
    """The different changes besides t(9;22), over all clones. One marked "c" was present at birth."""
    whole = BRACKETS.sub(lambda bracket: bracket.group().translate(HIDDEN), CELLS.sub("", told))
    items = (item.strip(" .").translate(SHOWN) for item in re.split("[/;,]", whole))
    return {
        item
        for item in items
        if item
        and CHANGE.fullmatch(item)
        and not NO_CHANGE.fullmatch(item)
        and not PHILADELPHIA.fullmatch(item)
        and not re.fullmatch(r"[+-]?\w+c", item)
    }


def _in_one_spelling(text: str) -> str:
    """The text in lower case, with one kind of dash and no spaces inside brackets."""
    told = " ".join(text.translate(DASHES).casefold().split()).replace("+ ", "+")
    return BRACKETS.sub(lambda bracket: bracket.group().replace(" ", ""), told)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load_numbers("karyotype")["high_risk"]
    return tuple((row["name"], re.compile("|".join(row["patterns"]))) for row in rows)
