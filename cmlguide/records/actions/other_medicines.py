"""Writes to medicines that are not for CML."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import OtherMedicine, Person


@transaction.atomic
def add_other_medicine(*, person: Person, **fields: Any) -> OtherMedicine:
    """The new other medicine, saved.

    `fields` are those of OtherMedicine: `name` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(OtherMedicine, person, fields)


@transaction.atomic
def edit_other_medicine(*, other_medicine: OtherMedicine, **fields: Any) -> OtherMedicine:
    """The other medicine with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    OtherMedicine.DoesNotExist when it is deleted.
    """
    return edit_row(other_medicine, other_medicine.person, fields)


@transaction.atomic
def delete_other_medicine(*, other_medicine: OtherMedicine) -> OtherMedicine:
    """The other medicine, gone from pages and exports; `restore_other_medicine` undoes it for 30 days."""
    return delete_row(other_medicine, other_medicine.person)


@transaction.atomic
def restore_other_medicine(*, other_medicine: OtherMedicine) -> OtherMedicine:
    """The other medicine, back where it was: the undo of `delete_other_medicine`."""
    return restore_row(other_medicine, other_medicine.person)
