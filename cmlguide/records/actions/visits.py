"""Writes after a visit: the answers to each question, what was decided, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import add_row, delete_row, edit_row, shown_values
from cmlguide.records.actions.seen import refuse_if_changed
from cmlguide.records.models import Answer, PageQuestion, Visit


@transaction.atomic
def record_visit(
    *,
    visit: Visit,
    answers: Sequence[tuple[str, str, str]],
    decisions: str = "",
    next_test_on: date | None = None,
    next_visit_on: date | None = None,
    off_the_page: Iterable[PageQuestion] = (),
    seen: str = "",
) -> Visit:
    """The visit as it went. `answers` are (question code, question text, answer), in order.

    Earlier answers are replaced. A next test becomes the person's planned test, and a next visit becomes a
    planned visit. The questions in `off_the_page` are no longer printed. `seen` is the digest of
    `visit_as_shown`. Raises ValidationError by field name, ChangedMeanwhileError when something about to be
    replaced is not what was seen, and DoesNotExist for a deleted visit; then nothing is saved.
    """
    Visit.objects.select_for_update().kept().get(pk=visit.pk)
    planned_before = visit.next_visit_on
    _replace_answers(visit, answers, seen)
    if next_test_on is not None:
        edit_person(person=visit.person, planned_test_on=next_test_on)
    edited = edit_row(
        visit,
        seen=seen,
        happened=True,
        decisions=decisions,
        next_test_on=next_test_on,
        next_visit_on=next_visit_on,
    )
    if next_visit_on is not None:
        _plan_visit(edited, next_visit_on, planned_before)
    for question in off_the_page:
        delete_row(question)
    return edited


def visit_as_shown(visit: Visit, answers: Iterable[Answer]) -> dict[str, Any]:
    """The visit's own values and the answers given at it, for the digest of a form that shows both."""
    return {**shown_values(visit), "answers": [_said(row) for row in answers]}


def _said(row: Answer) -> list[str]:
    return [row.question_code, row.question_text, row.answer]


def _replace_answers(visit: Visit, answers: Sequence[tuple[str, str, str]], seen: str) -> None:
    kept = list(visit.answers.kept())
    said = [_said(row) for row in kept]
    refuse_if_changed(seen, {} if said == [list(row) for row in answers] else {"answers": said})
    for old in kept:
        delete_row(old)
    for position, (code, text, answer) in enumerate(answers):
        fields = {"question_code": code, "question_text": text, "answer": answer, "position": position}
        add_row(Answer, person=visit.person, visit=visit, **fields)


def _plan_visit(visit: Visit, day: date, planned_before: date | None) -> None:
    """Add the next visit planned at this one.

    A visit already kept for that day stays; one kept for the previously planned day moves to the new day.
    """
    ahead = visit.person.visits.kept().filter(happened=False)
    if ahead.filter(visit_on=day).exists():
        return
    moved = ahead.filter(visit_on=planned_before).first() if planned_before is not None else None
    if moved is None:
        add_row(Visit, person=visit.person, visit_on=day)
    else:
        edit_row(moved, visit_on=day)
