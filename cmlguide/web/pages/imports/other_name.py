"""Whose name stands in a pasted letter: one of another record is asked about before anything is saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from cmlguide.exchange.files.text_of import decode
from cmlguide.web.frame.access import Role, open_people, role_in
from cmlguide.web.words.letters import without_accents

if TYPE_CHECKING:
    from collections.abc import Collection

    from cmlguide.records.models import Person
    from cmlguide.web.pages.imports.shelf import Shelf

SHORTEST = 3  # letters: initials stand in many a letter
PLAIN = str.maketrans("øØłŁđĐðÐı", "oOlLdDdDi")
"""Letters that Unicode does not take apart into a plain one and its accent."""
LETTERS = ("ae", "oe", "ue", "oe", "aa", "ae", "oe", "th")
SPELLED_OUT = str.maketrans(
    dict(zip("äöüøåæœþ", LETTERS, strict=True))
    | dict(zip("ÄÖÜØÅÆŒÞ", map(str.capitalize, LETTERS), strict=True))
)
"""As laboratories write where their program knows only 26 letters."""


def other_in_letter(shelf: Shelf) -> tuple[Person, str] | None:
    """(the other person, the text) where it names somebody else whose record is open to the reader."""
    if not shelf.draft.pasted or shelf.waiting is not None:
        return None
    user, text = shelf.request.user, decode(shelf.draft.data)
    others = [
        one
        for one in open_people(shelf.request)
        if one.pk != shelf.person.pk and not one.example and role_in(user, one) in (Role.OWNER, Role.EDIT)  # type: ignore[arg-type]
    ]
    found = find_named(text, shelf.person, others)
    return None if found is None else (found, text)


def find_named(text: str, opened: Person, others: Collection[Person]) -> Person | None:
    """The first of the others whose whole name is in the text; None where the open record's is too."""
    words = {form for word in _words(text) for form in _forms(word)}
    if _is_named(opened, words):
        return None
    return next((one for one in others if _is_named(one, words)), None)


def _is_named(person: Person, words: Collection[str]) -> bool:
    """Every word of the name, as it is written, with a capital or in capitals: "max." is no Max."""
    name = [_forms(word) for word in _words(person.name) if len(word) >= SHORTEST]
    return bool(name) and all(not _cased(forms).isdisjoint(words) for forms in name)


def _cased(forms: Collection[str]) -> set[str]:
    return {cased for form in forms for cased in (form, form.capitalize(), form.upper())}


def _forms(word: str) -> set[str]:
    """The word in plain letters, its accents left out ("Jose" for "José") or spelled out ("Mueller")."""
    spelled_out = word.translate(SPELLED_OUT)
    return {_plain(word), _plain(spelled_out.upper() if word.isupper() else spelled_out)}


def _plain(word: str) -> str:
    return without_accents(word.translate(PLAIN).replace("ß", "ss"))


def _words(text: str) -> list[str]:
    """Its words; a letter with an accent is one sign, however a program wrote it."""
    return re.findall(r"[^\W\d_]+", normalize("NFC", text))
