"""Writes to allergies."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Allergy, Person


@transaction.atomic
def add_allergy(*, person: Person, **fields: Any) -> Allergy:
    """The new allergy, saved.

    `fields` are those of Allergy: `name` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(Allergy, person, fields)


@transaction.atomic
def edit_allergy(*, allergy: Allergy, **fields: Any) -> Allergy:
    """The allergy with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    Allergy.DoesNotExist when it is deleted.
    """
    return edit_row(allergy, allergy.person, fields)


@transaction.atomic
def delete_allergy(*, allergy: Allergy) -> Allergy:
    """The allergy, gone from pages and exports; `restore_allergy` brings it back for 30 days."""
    return delete_row(allergy, allergy.person)


@transaction.atomic
def restore_allergy(*, allergy: Allergy) -> Allergy:
    """The allergy, back where it was: the undo of `delete_allergy`."""
    return restore_row(allergy, allergy.person)
