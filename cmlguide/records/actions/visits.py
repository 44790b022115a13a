"""Writes after a visit: what was said to each question, what was decided, and when the next test is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cmlguide.records.actions.appointments import add_appointment, edit_appointment
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import add_row, delete_row
from cmlguide.records.models import Answer, Appointment


@transaction.atomic
def record_visit(
    *,
    appointment: Appointment,
    answers: Sequence[tuple[str, str, str]],
    decisions: str = "",
    next_test_on: date | None = None,
    next_visit_on: date | None = None,
) -> Appointment:
    """The appointment as it went. `answers` are (question code, question text, answer), in order.

    Answers written before are replaced; a next test becomes the person's planned test. Raises ValidationError
    by field name; then nothing is saved.
    """
    person = appointment.person
    for old in appointment.answers.kept():
        delete_row(old, person)
    for position, (code, text, answer) in enumerate(answers):
        fields = {"question_code": code, "question_text": text, "answer": answer, "position": position}
        add_row(Answer, person, {"appointment": appointment, **fields})
    if next_test_on is not None:
        edit_person(person=person, planned_test_on=next_test_on)
    return edit_appointment(
        appointment=appointment,
        happened=True,
        decisions=decisions,
        next_test_on=next_test_on,
        next_visit_on=next_visit_on,
    )


@transaction.atomic
def plan_next_visit(*, appointment: Appointment, planned_before: date | None = None) -> Appointment | None:
    """The visit planned at this one, added to the visits ahead; None where no day was named.

    A visit already kept for that day stays; one kept for the day planned before moves to the new day.
    """
    day, ahead = appointment.next_visit_on, appointment.person.appointments.kept().filter(happened=False)
    if day is None:
        return None
    already = ahead.filter(visit_on=day).first()
    if already is not None:
        return already
    moved = ahead.filter(visit_on=planned_before).first() if planned_before is not None else None
    if moved is not None:
        return edit_appointment(appointment=moved, visit_on=day)
    return add_appointment(person=appointment.person, visit_on=day)
