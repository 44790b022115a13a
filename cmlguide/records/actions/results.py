"""Writes to BCR::ABL1 results, which also end the wait for the sample taken on that day."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, edit_row
from cmlguide.records.actions.waiting_samples import end_waiting
from cmlguide.records.judged import history_of
from cmlguide.records.lab_limits import PERCENT_IS, find_lab_limits
from cmlguide.records.models import Person, Result


@transaction.atomic
def add_result(*, person: Person, **fields: Any) -> Result:
    """The new result, saved. A sample taken that day is no longer waiting.

    `fields` are those of Result: `collected_on` and what its `kind` needs (a value and its unit, a limit, a
    level). A result very like an existing one is saved too: call `find_same_result` first.
    Raises ValidationError by field name, with all problems at once; then nothing is saved.
    """
    result = add_row(Result, person=person, **fields)
    end_waiting(person=person, taken_on=result.collected_on)
    return result


@transaction.atomic
def edit_result(*, result: Result, seen: str = "", **fields: Any) -> Result:
    """The result with `fields` changed; the rest stays, and the former values are kept as a Change.

    Raises ValidationError by field name, ChangedMeanwhileError as `edit_row` does, and Result.DoesNotExist
    when the result is deleted; in each case nothing changes, not even the object passed in.
    """
    edited = edit_row(result, seen=seen, **fields)
    if "collected_on" in fields:
        end_waiting(person=result.person, taken_on=edited.collected_on)
    return edited


@transaction.atomic
def fill_lab_limit(*, person: Person, lab: str) -> int:
    """Fill in the limit stated on this laboratory's other reports, marking each result; returns how many."""
    limit = next((row for row in find_lab_limits(history_of(person).results) if row.lab == lab), None)
    if limit is None:
        return 0
    for result in person.results.kept().filter(pk__in=limit.keys):
        edit_row(result, limit=limit.limit, unit=PERCENT_IS, limit_from_lab=True)
    return len(limit.keys)


@transaction.atomic
def empty_lab_limit(*, person: Person, lab: str) -> int:
    """Remove the limits that `fill_lab_limit` filled in for this laboratory; returns how many."""
    filled = [row for row in person.results.kept().filter(limit_from_lab=True) if row.lab.strip() == lab]
    for result in filled:
        edit_row(result, limit=None, unit="", limit_from_lab=False)
    return len(filled)
