"""Writes to the questions chosen for the printed page."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from cmlguide.records.actions.rows import add_row, restore_row
from cmlguide.records.models import PageQuestion, Person


@transaction.atomic
def choose_question(*, person: Person, code: str = "", text: str = "") -> PageQuestion:
    """The question, added last to the person's page: one of the engine's by `code`, or their own by `text`.

    Choosing a code again returns the question already there. How many are printed is up to the page.
    Raises ValidationError (`text`) when both are empty.
    """
    _wait_for_other_writes(person)
    chosen = person.page_questions.kept()
    already = chosen.filter(code=code).first() if code else None
    if already is not None:
        return already
    last = chosen.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return add_row(PageQuestion, person=person, code=code, text=text, position=position)


@transaction.atomic
def move_question(*, question: PageQuestion, up: bool) -> None:
    """Move the question one place up or down on the page. At either end of the list nothing changes.

    Positions are renumbered, so gaps and duplicates left by deleting and restoring do no harm.
    """
    _wait_for_other_writes(question.person)
    rows = list(question.person.page_questions.kept())
    place = next((index for index, row in enumerate(rows) if row.pk == question.pk), None)
    target = -1 if place is None else place - 1 if up else place + 1
    if place is not None and 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    PageQuestion.objects.bulk_update(rows, ["position"])


@transaction.atomic
def restore_question(*, question: PageQuestion) -> PageQuestion:
    """The restored question, in its old place. One chosen again since with the same code is returned
    instead."""
    _wait_for_other_writes(question.person)
    again = (
        question.person.page_questions.kept().filter(code=question.code).first() if question.code else None
    )
    return again if again is not None else restore_row(question)


def _wait_for_other_writes(person: Person) -> None:
    """Make two clicks at once take turns, so that a code is chosen once and positions stay in order."""
    Person.objects.select_for_update().get(pk=person.pk)
