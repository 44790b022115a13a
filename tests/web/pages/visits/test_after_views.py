"""After a visit: answers, decisions and dates become part of the record."""

from datetime import date

import pytest
from django.urls import reverse

from cmlguide.records.actions.questions import choose_question
from cmlguide.records.models import Person
from cmlguide.web.pages.visits.after import key_of
from tests.factories import make_medicine, make_result, make_visit


@pytest.fixture
def visit(person, time_machine):
    time_machine.move_to(date(2026, 11, 25))
    return make_visit(person)


def address(visit):
    return reverse("visit-after", args=[visit.pk])


def answers(person):
    return [(row.question_code, row.question_text, row.answer) for row in person.answers.kept()]


def date_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_answers_to_the_questions_of_the_page_are_kept_word_for_word(signed_in, person, visit):
    asked = [choose_question(person=person, text=text) for text in ("May I fly?", "And sport?")]
    said = "Yes ✈\n<b>two hours</b>"

    answer = signed_in.post(
        address(visit), {key_of("", asked[0].text): said, "take_off": "on", "decisions": "Fly"}
    )

    visit.refresh_from_db()
    assert answer.headers["Location"] == reverse("visit-list")
    assert answers(person) == [("", "May I fly?", said)]
    assert (visit.happened, visit.decisions) == (True, "Fly")
    assert [row.text for row in person.page_questions.kept()] == ["And sport?"]


def test_questions_stay_on_the_page_where_the_person_wants_it(signed_in, person, visit):
    asked = choose_question(person=person, text="May I fly?")

    signed_in.post(address(visit), {key_of("", asked.text): "Yes"})

    assert [row.text for row in person.page_questions.kept()] == ["May I fly?"]


def test_answers_can_be_changed_and_are_not_asked_twice(signed_in, person, visit):
    asked = choose_question(person=person, text="May I fly?")
    signed_in.post(address(visit), {key_of("", asked.text): "Yes"})
    first = person.answers.kept().get()

    page = signed_in.get(address(visit)).content.decode()
    signed_in.post(address(visit), {key_of("", first.question_text): "Yes, short ones"})

    assert page.count(">May I fly?<") == 1
    assert answers(person) == [("", "May I fly?", "Yes, short ones")]


def test_questions_of_the_data_are_asked_where_none_was_chosen(signed_in, person, visit):
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)

    signed_in.post(address(visit), {key_of("repeat_test", ""): "In four weeks"})

    assert answers(person) == [
        ("repeat_test", "My number went from 0.074% to 0.11%. When do we repeat the test?", "In four weeks")
    ]


def test_dates_become_the_planned_test_and_the_next_visit(signed_in, person, visit):
    test, back = date(2027, 1, 12), date(2027, 1, 26)

    signed_in.post(address(visit), {**date_boxes("next_test_on", test), **date_boxes("next_visit_on", back)})
    signed_in.post(address(visit), {**date_boxes("next_visit_on", date(2027, 2, 2))})

    assert Person.objects.get(pk=person.pk).planned_test_on == test
    assert [row.visit_on for row in person.visits.kept()] == [visit.visit_on, date(2027, 2, 2)]


def test_a_date_that_cannot_be_read_keeps_what_was_typed(signed_in, person, visit):
    answer = signed_in.post(address(visit), {"decisions": "Wait", "next_test_on_day": "45"})

    assert (answer.status_code, person.answers.count()) == (422, 0)
    assert "Wait</textarea>" in answer.content.decode()


def test_a_visit_of_years_ago_does_not_ask_the_questions_of_today(signed_in, person):
    """Half a year is as long as a visit can have been about what is on the page now."""
    choose_question(person=person, text="May I fly?")
    years_ago = make_visit(person, visit_on=date(2017, 4, 11))

    assert "May I fly?" not in signed_in.get(address(years_ago)).text


def test_only_what_is_on_the_page_can_be_taken_off_it(signed_in, person, visit):
    asked = choose_question(person=person, text="May I fly?")
    before = signed_in.get(address(visit)).text
    signed_in.post(address(visit), {key_of("", asked.text): "Yes", "take_off": "on"})
    choose_none = signed_in.get(address(make_visit(person, visit_on=date(2017, 4, 11)))).text

    assert ('name="take_off"' in before, 'name="take_off"' in choose_none) == (True, False)
