"""Writes to the short checklist about a rise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from cmlguide.records.actions.rows import add_row, edit_row
from cmlguide.records.models import ChecklistAnswer, Person


@transaction.atomic
def answer_checklist(
    *, person: Person, result_on: date, answers: Iterable[Mapping[str, str]]
) -> list[ChecklistAnswer]:
    """The answers for the result of that day, each with its `item`, `answer` and `text`; all of them or none.

    A second answer to an item replaces the first. Raises ValidationError by field name; then nothing is
    saved.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two clicks at once must not make two answers
    known = {row.item: row for row in person.checklist_answers.kept().filter(result_on=result_on)}
    return [_answer(person, result_on, known.get(said["item"]), said) for said in answers]


def _answer(
    person: Person, result_on: date, already: ChecklistAnswer | None, said: Mapping[str, str]
) -> ChecklistAnswer:
    if already is None:
        return add_row(ChecklistAnswer, person=person, result_on=result_on, **said)
    return edit_row(already, **{"text": "", **said})
