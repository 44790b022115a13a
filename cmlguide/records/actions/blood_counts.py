"""Writes to blood counts."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import BloodCount, Person


@transaction.atomic
def add_blood_count(*, person: Person, **fields: Any) -> BloodCount:
    """The new blood count, saved.

    `fields` are those of BloodCount: `collected_on` at least; cells in 10^9/L, hemoglobin in g/dL.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(BloodCount, person, fields)


@transaction.atomic
def edit_blood_count(*, blood_count: BloodCount, **fields: Any) -> BloodCount:
    """The blood count with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    BloodCount.DoesNotExist when it is deleted.
    """
    return edit_row(blood_count, blood_count.person, fields)


@transaction.atomic
def delete_blood_count(*, blood_count: BloodCount) -> BloodCount:
    """The blood count, gone from pages and exports; `restore_blood_count` brings it back for 30 days."""
    return delete_row(blood_count, blood_count.person)


@transaction.atomic
def restore_blood_count(*, blood_count: BloodCount) -> BloodCount:
    """The blood count, back where it was: the undo of `delete_blood_count`."""
    return restore_row(blood_count, blood_count.person)
