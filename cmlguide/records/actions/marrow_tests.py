"""Writes to marrow tests."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import MarrowTest, Person


@transaction.atomic
def add_marrow_test(*, person: Person, **fields: Any) -> MarrowTest:
    """The new marrow test, saved.

    `fields` are those of MarrowTest: `collected_on` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(MarrowTest, person, fields)


@transaction.atomic
def edit_marrow_test(*, marrow_test: MarrowTest, **fields: Any) -> MarrowTest:
    """The marrow test with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    MarrowTest.DoesNotExist when it is deleted.
    """
    return edit_row(marrow_test, marrow_test.person, fields)


@transaction.atomic
def delete_marrow_test(*, marrow_test: MarrowTest) -> MarrowTest:
    """The marrow test, gone from pages and exports; `restore_marrow_test` brings it back for 30 days."""
    return delete_row(marrow_test, marrow_test.person)


@transaction.atomic
def restore_marrow_test(*, marrow_test: MarrowTest) -> MarrowTest:
    """The marrow test, back where it was: the undo of `delete_marrow_test`."""
    return restore_row(marrow_test, marrow_test.person)
