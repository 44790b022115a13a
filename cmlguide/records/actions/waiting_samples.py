"""What a new result does to the samples that were waiting for it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from cmlguide.records.actions.rows import edit_row
from cmlguide.records.models import Person
from cmlguide.records.zone import zone_of


@transaction.atomic
def end_waiting(*, person: Person, taken_on: date) -> None:
    """Close the samples of that day that are still waiting: their result has been entered."""
    done_on = timezone.localdate(timezone=zone_of(person))
    for sample in person.waiting_samples.kept().filter(taken_on=taken_on, done_on__isnull=True):
        edit_row(sample, done_on=done_on)
