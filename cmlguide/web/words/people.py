"""Records by name: what each is called, the mark it carries on every page, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cmlguide.web.frame.access import Role
from cmlguide.web.words import dates, numbers

if TYPE_CHECKING:
    from cmlguide.records.models import Person, Result, User

MARKS = 6
"""How many marks there are, each with a shape and a colour of its own: `.mark--1` to `.mark--6`."""


@dataclass(frozen=True)
class RecordLine:
    """One record in words. `mark` is the number of its shape and colour; `initial` is the letter inside it.

    `shared` says whose it is if it is not the reader's own; `view_only` that they may not write.
    `newest` and `newest_day` are "" without a result.
    """

    key: int
    name: str
    initial: str
    mark: int
    is_example: bool = False
    is_named: bool = True
    is_own: bool = True
    shared: str = ""
    view_only: bool = False
    newest: str = ""
    newest_day: str = ""


def record_lines(
    people: Sequence[Person],
    reader: User,
    roles: Mapping[int, Role],
    newest: Mapping[int, Result] | None = None,
) -> list[RecordLine]:
    """The records in the order given. `roles` says what the reader may do with each;
    missing ones are theirs."""
    marks, names = marks_of(person.pk for person in people), names_of(people)
    return [
        _line(
            person,
            reader,
            name=names[person.pk],
            mark=marks[person.pk],
            role=roles.get(person.pk, Role.OWNER),
            result=(newest or {}).get(person.pk),
        )
        for person in people
    ]


def _line(
    person: Person, reader: User, *, name: str, mark: int, role: Role, result: Result | None
) -> RecordLine:
    told: dict[str, Any] = {}
    if result is not None:
        told = {
            "newest": numbers.result_value(result),  # type: ignore[arg-type] # a row has what it reads
            "newest_day": dates.long_date(result.collected_on),
        }
    return RecordLine(
        key=person.pk,
        name=name,
        initial=initial_of(name),
        mark=mark,
        is_example=bool(person.example),
        is_named=bool(person.name.strip()),
        is_own=role is Role.OWNER,
        shared=_shared(person, reader),
        view_only=role in (Role.VIEW, Role.GUEST),
        **told,
    )


def names_of(people: Sequence[Person]) -> dict[int, str]:
    """What each record is called, by number. One without a name gets a number among the others."""
    own = sorted(person.pk for person in people if not person.example)
    places = {pk: place for place, pk in enumerate(own, start=1)}
    return {person.pk: _name(person, places.get(person.pk, 0), len(own)) for person in people}


def _name(person: Person, place: int, count: int) -> str:
    if person.name.strip():
        return " ".join(person.name.split())
    return _("My record") if count < 2 else _("Record %(number)s") % {"number": place}


def initial_of(name: str) -> str:
    """The letter in the mark; for "Record 2" the number, which tells it from "Record 1"."""
    letters = [sign for sign in name if sign.isalnum()]
    if letters and letters[-1].isdecimal() and name == _("Record %(number)s") % {"number": letters[-1]}:
        return letters[-1]
    return letters[0].upper()[:1] if letters else "?"


def marks_of(keys: Iterable[int]) -> dict[int, int]:
    """A mark for each record. Marks differ as long as there are enough of them, and a record keeps its mark
    when others are added after it."""
    taken: dict[int, int] = {}
    for key in sorted(keys):
        wanted = [(key + step) % MARKS + 1 for step in range(MARKS)]
        taken[key] = next((mark for mark in wanted if mark not in taken.values()), wanted[0])
    return taken


def _shared(person: Person, reader: User) -> str:
    if person.owner_id == reader.pk:
        return ""
    return _("Shared with you by %(owner)s") % {"owner": person.owner_name}  # type: ignore[attr-defined]
