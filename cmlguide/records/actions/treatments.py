"""Writes to medicines."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Person, Treatment


@transaction.atomic
def add_treatment(*, person: Person, **fields: Any) -> Treatment:
    """The new medicine entry, saved.

    `fields` are those of Treatment: `medicine` and `started_on` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(Treatment, person, fields)


@transaction.atomic
def edit_treatment(*, treatment: Treatment, **fields: Any) -> Treatment:
    """The medicine entry with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    Treatment.DoesNotExist when it is deleted.
    """
    return edit_row(treatment, treatment.person, fields)


@transaction.atomic
def delete_treatment(*, treatment: Treatment) -> Treatment:
    """The medicine entry, gone from pages and exports; `restore_treatment` brings it back for 30 days."""
    return delete_row(treatment, treatment.person)


@transaction.atomic
def restore_treatment(*, treatment: Treatment) -> Treatment:
    """The medicine entry, back where it was: the undo of `delete_treatment`."""
    return restore_row(treatment, treatment.person)
