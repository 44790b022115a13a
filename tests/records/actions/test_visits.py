"""After a visit: the answers, what was decided, and the next test."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import delete_row, restore_row
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.models import Person, Visit
from tests.factories import make_person, make_visit

pytestmark = pytest.mark.django_db
ANSWERS = [("repeat_test", "When again?", "In six weeks."), ("", "May I travel?", "Yes \U0001f642")]


def answers_of(visit):
    return [(row.question_code, row.question_text, row.answer) for row in visit.answers.kept()]


def test_record_visit_keeps_answers_decisions_and_the_next_test():
    person = make_person()
    visit = make_visit(person)

    record_visit(
        visit=visit,
        answers=ANSWERS,
        decisions="Same tablet.",
        next_test_on=date(2027, 1, 5),
        next_visit_on=date(2027, 1, 12),
    )

    stored = Visit.objects.get(pk=visit.pk)
    assert (stored.happened, stored.decisions, stored.next_test_on, stored.next_visit_on) == (
        True,
        "Same tablet.",
        date(2027, 1, 5),
        date(2027, 1, 12),
    )
    assert answers_of(stored) == ANSWERS
    assert Person.objects.get().planned_test_on == date(2027, 1, 5)


def test_record_visit_again_replaces_the_answers_and_keeps_a_planned_test():
    person = make_person(planned_test_on=date(2027, 1, 5))
    visit = make_visit(person)
    record_visit(visit=visit, answers=ANSWERS)

    record_visit(visit=visit, answers=ANSWERS[1:], decisions="Ask again.")

    assert answers_of(visit) == ANSWERS[1:]
    assert Person.objects.get().planned_test_on == date(2027, 1, 5)
    assert [change.action for change in person.changes.filter(noun="answer").order_by("pk")] == [
        "added",
        "added",
        "deleted",
        "deleted",
        "added",
    ]


def test_record_visit_puts_the_next_visit_ahead_once_and_moves_it_with_its_day():
    person = make_person()
    visit = make_visit(person)

    for day in (date(2027, 1, 12), date(2027, 1, 12), date(2027, 2, 2)):
        record_visit(visit=visit, answers=[], next_visit_on=day)

    ahead = person.visits.kept().filter(happened=False)
    assert [row.visit_on for row in ahead] == [date(2027, 2, 2)]


def test_record_visit_takes_the_questions_named_off_the_page():
    person = make_person()
    asked = choose_question(person=person, text="May I fly?")
    choose_question(person=person, text="And sport?")

    record_visit(visit=make_visit(person), answers=[], off_the_page=[asked])

    assert [row.text for row in person.page_questions.kept()] == ["And sport?"]


def test_record_visit_refused_changes_nothing():
    visit = make_visit(make_person())
    record_visit(visit=visit, answers=ANSWERS)

    with pytest.raises(ValidationError) as refused:
        record_visit(visit=visit, answers=[("", "a\x00", "")], decisions="lost")

    assert list(refused.value.error_dict) == ["question_text"]
    assert answers_of(Visit.objects.get()) == ANSWERS
    assert Visit.objects.get().decisions == ""


def test_record_visit_refuses_a_deleted_visit():
    visit = delete_row(make_visit(make_person()))

    with pytest.raises(Visit.DoesNotExist):
        record_visit(visit=visit, answers=ANSWERS)

    assert visit.answers.count() == 0


def test_restored_visit_has_its_answers():
    visit = make_visit(make_person())
    record_visit(visit=visit, answers=ANSWERS)

    restore_row(delete_row(visit))

    assert answers_of(visit) == ANSWERS
