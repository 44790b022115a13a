"""The checklist about a rise: one answer per item and result."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.actions.checklist import answer_checklist
from tests.factories import make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 12)


def answer(person, **facts):
    day = facts.pop("result_on", DAY)
    said = {"item": "missed_doses", "answer": "no", **facts}
    return answer_checklist(person=person, result_on=day, answers=[said])[0]


def test_answer_checklist_again_replaces_and_remembers():
    person = make_person()
    first = answer(person)

    again = answer(person, answer="yes", text="Twice")

    row = person.checklist_answers.get()
    assert (first, again, row.answer, row.text) == (row, row, "yes", "Twice")
    assert person.changes.get(action="edited").before == {"answer": "no", "text": ""}


def test_answer_checklist_keeps_items_results_and_people_apart():
    person = make_person()
    rows = [answer(person), answer(person, item="same_lab"), answer(person, result_on=date(2026, 9, 7))]

    answer(make_person(), answer="yes")

    assert [row.answer for row in person.checklist_answers.kept()] == ["no"] * len(rows)


@pytest.mark.parametrize(("field", "code"), [("item", "weather"), ("answer", "maybe"), ("text", "\x00")])
def test_answer_checklist_refuses_what_is_not_on_the_list(field, code):
    person = make_person()

    with pytest.raises(ValidationError) as refused:
        answer(person, **{field: code})

    assert list(refused.value.error_dict) == [field]
    assert person.checklist_answers.count() == 0


def test_answer_checklist_keeps_all_answers_or_none():
    person = make_person()
    said = [{"item": "missed_doses", "answer": "yes"}, {"item": "weather", "answer": "no"}]

    with pytest.raises(ValidationError):
        answer_checklist(person=person, result_on=DAY, answers=said)

    assert person.checklist_answers.count() == 0
