"""Long texts by the person: their beginning on the one side, all of them under "In full" on the next page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_BREAKS = 3
_JOINS = "\u200d\ufe0f"  # joined to its neighbours: one emoji made of several characters
_SKIN = range(0x1F3FB, 0x1F400)
_VIRAMA = 9  # the class of characters that join two consonants in Indian scripts
_SPACES_BACK = 30
_POINTER = 40  # about as long as the words that point to the full text: cutting less saves nothing


@dataclass(frozen=True)
class Whole:
    """A text shortened on the one side, in full, with its heading."""

    heading: str
    lines: tuple[str, ...]


def start_of(text: str, letters: int | None) -> str:
    """The text or, if it is longer than `letters` (None: never), its beginning and where the rest is."""
    if letters is None:
        return text
    first = "\n".join(text.split("\n")[:MOST_BREAKS])
    if len(first) <= letters + _POINTER and first == text:
        return text
    return _("%(start)s … (all of it under “In full”)") % {"start": _cut(first, letters)}


def first_lines(lines: Sequence[str], most: int | None) -> tuple[str, ...]:
    """The lines or, if there are more than `most`, the first ones and how many more there are."""
    if most is None or len(lines) <= most:
        return tuple(lines)
    left = len(lines) - most + 1
    more = ngettext("%(count)s more line under “In full”", "%(count)s more lines under “In full”", left)
    return (*lines[: most - 1], more % {"count": left})


def left_out(heading: str, whole: Sequence[str], shown: Sequence[str]) -> Whole | None:
    """The lines of `whole` that are not unchanged on the one side; None if all are."""
    missing = tuple(line for line in whole if line not in set(shown))
    return Whole(heading, missing) if missing else None


def _cut(text: str, letters: int) -> str:
    """At most `letters` characters, cut between words if possible, and never inside a character."""
    end = letters
    while 0 < end < len(text) and _belongs_together(text[end - 1], text[end]):
        end -= 1
    cut = text[: end or letters]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    at_word = len(text) > len(cut) and space > max(len(cut) - _SPACES_BACK, 0)
    return (cut[:space] if at_word else cut).rstrip()


def _belongs_together(before: str, after: str) -> bool:
    joined = before == "\u200d" or after in _JOINS or ord(after) in _SKIN
    joined = joined or unicodedata.combining(before) == _VIRAMA
    return joined or unicodedata.category(after).startswith("M")
