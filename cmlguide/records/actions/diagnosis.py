"""The first write of a new record: the date of diagnosis and the first result,
saved together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.results import add_result
from cmlguide.records.models import Person


@transaction.atomic
def record_diagnosis(
    *,
    person: Person,
    diagnosed_on: date | None,
    first_result: Mapping[str, Any] | None,
    transcript_name: str = "",
    seen: str = "",
) -> Person:
    """The person with their date of diagnosis and, where given, a first result (the fields of `add_result`).

    `transcript_name`: the usual type of BCR::ABL1 that the letter names, kept where the record has none yet.
    None leaves the stored value unchanged. Raises ValidationError by field name, and ChangedMeanwhileError as
    `edit_row` does; in both cases nothing is saved.
    """
    if diagnosed_on is not None:
        edit_person(person=person, seen=seen, diagnosed_on=diagnosed_on)
    if first_result is not None:
        add_result(person=person, **first_result)
    if transcript_name and person.transcript == "unknown" and not person.transcript_name:
        edit_person(person=person, transcript="typical", transcript_name=transcript_name)
    return person
