"""Writes to the person."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.database_log import empty_database_log
from cmlguide.records.actions.rows import check_row, edit_row, note_change, refuse_unknown_fields
from cmlguide.records.models import Person, User


@transaction.atomic
def create_person(*, owner: User, **fields: Any) -> Person:
    """A new person whose record `owner` keeps, saved. Every field can be left out and filled in later.

    Raises ValidationError by field name; then nothing is saved.
    """
    refuse_unknown_fields(Person, fields)
    person = Person(owner=owner, **fields)
    check_row(person)
    person.save(force_insert=True)
    note_change(person, "added")
    return person


@transaction.atomic
def edit_person(*, person: Person, seen: str = "", **fields: Any) -> Person:
    """The person with `fields` changed; what they said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    ChangedMeanwhileError where a field to be changed is not what `seen` says.
    """
    return edit_row(person, seen=seen, **fields)


@transaction.atomic
def delete_everything(*, person: Person) -> None:
    """Take the person and every row of theirs out of the database, edit history too. There is no undo.

    The user who kept the record stays, and so do other records they keep.
    """
    person.delete()
    empty_database_log()
