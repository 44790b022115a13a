"""Writes to samples whose result has not come."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Person, WaitingSample


@transaction.atomic
def add_waiting_sample(*, person: Person, **fields: Any) -> WaitingSample:
    """The new waiting sample, saved.

    `fields` are those of WaitingSample: `taken_on` at least.
    Raises ValidationError by field name, all problems at once; then nothing is saved.
    """
    return add_row(WaitingSample, person, fields)


@transaction.atomic
def edit_waiting_sample(*, waiting_sample: WaitingSample, **fields: Any) -> WaitingSample:
    """The waiting sample with `fields` changed; the rest stays, and what it said before is kept as a Change.

    Raises ValidationError by field name and then changes nothing, also not the object passed in; raises
    WaitingSample.DoesNotExist when it is deleted.
    """
    return edit_row(waiting_sample, waiting_sample.person, fields)


@transaction.atomic
def delete_waiting_sample(*, waiting_sample: WaitingSample) -> WaitingSample:
    """The waiting sample, gone from pages and exports; `restore_waiting_sample` undoes it for 30 days."""
    return delete_row(waiting_sample, waiting_sample.person)


@transaction.atomic
def restore_waiting_sample(*, waiting_sample: WaitingSample) -> WaitingSample:
    """The waiting sample, back where it was: the undo of `delete_waiting_sample`."""
    return restore_row(waiting_sample, waiting_sample.person)


@transaction.atomic
def end_waiting(*, person: Person, taken_on: date) -> None:
    """Close the samples of that day that still wait: their result has been entered."""
    done_on = timezone.localdate(timezone=ZoneInfo(person.time_zone))
    for sample in person.waiting_samples.kept().filter(taken_on=taken_on, done_on__isnull=True):
        edit_row(sample, person, {"done_on": done_on})
