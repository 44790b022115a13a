"""Writes to the short checklist about a rise."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cmlguide.records.actions.rows import add_row, edit_row
from cmlguide.records.models import ChecklistAnswer, Person


@transaction.atomic
def answer_checklist(
    *, person: Person, result_on: date, item: str, answer: str, text: str = ""
) -> ChecklistAnswer:
    """The answer to one item for the result of that day; a second answer replaces the first.

    Raises ValidationError by field name; then nothing is saved.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two clicks at once must not make two answers
    already = person.checklist_answers.kept().filter(result_on=result_on, item=item).first()
    if already is not None:
        return edit_row(already, person, {"answer": answer, "text": text})
    fields = {"result_on": result_on, "item": item, "answer": answer, "text": text}
    return add_row(ChecklistAnswer, person, fields)
