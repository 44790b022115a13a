"""Writes to mutations."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Mutation, Person


@transaction.atomic
def add_mutation(*, person: Person, **fields: Any) -> Mutation:
    """The new mutation, saved.

    `fields` are those of Mutation: `found_on` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(Mutation, person, fields)


@transaction.atomic
def edit_mutation(*, mutation: Mutation, **fields: Any) -> Mutation:
    """The mutation with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    Mutation.DoesNotExist when it is deleted.
    """
    return edit_row(mutation, mutation.person, fields)


@transaction.atomic
def delete_mutation(*, mutation: Mutation) -> Mutation:
    """The mutation, gone from pages and exports; `restore_mutation` brings it back for 30 days."""
    return delete_row(mutation, mutation.person)


@transaction.atomic
def restore_mutation(*, mutation: Mutation) -> Mutation:
    """The mutation, back where it was: the undo of `delete_mutation`."""
    return restore_row(mutation, mutation.person)
