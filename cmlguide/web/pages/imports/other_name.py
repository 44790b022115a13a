"""Whose name stands in a pasted letter: one of another record is asked about before anything is saved."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cmlguide.exchange.files.text_of import decode
from cmlguide.web.frame.access import Role, open_people, role_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from cmlguide.records.models import Person
    from cmlguide.web.pages.imports.shelf import Shelf

SHORTEST = 3  # letters: initials stand in many a letter


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
    words = set(_words(text))
    if _is_named(opened, words):
        return None
    return next((one for one in others if _is_named(one, words)), None)


def _is_named(person: Person, words: Collection[str]) -> bool:
    """Every word of the name, as it is written, with a capital or in capitals: "max." is no Max."""
    name = [word for word in _words(person.name) if len(word) >= SHORTEST]
    return bool(name) and all(not {word, word.capitalize(), word.upper()}.isdisjoint(words) for word in name)


def _words(text: str) -> list[str]:
    """Its words; a letter with an accent is one sign, however a program wrote it."""
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
