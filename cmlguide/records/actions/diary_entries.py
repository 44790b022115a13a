"""Writes to the diary."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import DiaryEntry, Person


@transaction.atomic
def add_diary_entry(*, person: Person, **fields: Any) -> DiaryEntry:
    """The new diary entry, saved.

    `fields` are those of DiaryEntry: `happened_on`, `kind` and what that kind needs at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(DiaryEntry, person, fields)


@transaction.atomic
def edit_diary_entry(*, diary_entry: DiaryEntry, **fields: Any) -> DiaryEntry:
    """The diary entry with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    DiaryEntry.DoesNotExist when it is deleted.
    """
    return edit_row(diary_entry, diary_entry.person, fields)


@transaction.atomic
def delete_diary_entry(*, diary_entry: DiaryEntry) -> DiaryEntry:
    """The diary entry, gone from pages and exports; `restore_diary_entry` brings it back for 30 days."""
    return delete_row(diary_entry, diary_entry.person)


@transaction.atomic
def restore_diary_entry(*, diary_entry: DiaryEntry) -> DiaryEntry:
    """The diary entry, back where it was: the undo of `delete_diary_entry`."""
    return restore_row(diary_entry, diary_entry.person)
