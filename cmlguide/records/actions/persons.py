"""Writes to the person."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.database_log import empty_database_log
from cmlguide.records.actions.rows import check_row, edit_row, note_change, refuse_unknown_fields
from cmlguide.records.judged import forget_records
from cmlguide.records.models import Person, User
from cmlguide.records.room import refuse_if_full


@transaction.atomic
def create_person(*, owner: User, **fields: Any) -> Person:
    """The new person, saved, whose record `owner` keeps. Every field may be left out and filled in later.

    Raises ValidationError by field name, and FullError; then nothing is saved.
    """
    refuse_unknown_fields(Person, fields)
    person = Person(owner=owner, **fields)
    check_row(person)
    refuse_if_full("records", owner.people.all())
    person.save(force_insert=True)
    note_change(person, "added")
    return person


@transaction.atomic
def edit_person(*, person: Person, seen: str = "", **fields: Any) -> Person:
    """The person with `fields` changed; the former values are kept as a Change.

    Raises ValidationError by field name, and ChangedMeanwhileError when a field to be changed differs from
    `seen`; in both cases nothing changes, not even the object passed in.
    """
    return edit_row(person, seen=seen, **fields)


@transaction.atomic
def delete_everything(*, person: Person) -> None:
    """Delete the person and all their rows from the database, edit history included. There is no undo.

    The user who kept the record stays, and so do any other records they keep.
    """
    person.delete()
    empty_database_log()
    forget_records()
