"""The checklist about a rise: answered once for the newest result, and changed at any time."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_medicine, make_result

URL = reverse("prepare-checklist")
NEWEST = date(2026, 11, 12)


@pytest.fixture
def rising(person, time_machine):
    time_machine.move_to(date(2026, 11, 22))
    make_medicine(person)
    for day, value in ((date(2025, 9, 8), "62"), (date(2026, 9, 7), "0.074"), (NEWEST, "0.11")):
        make_result(person, value, collected_on=day)
    return person


def answers(person):
    return [(row.result_on, row.item, row.answer, row.text) for row in person.checklist_answers.kept()]


def test_prepare_offers_the_checklist_of_the_newest_result(signed_in, rising):
    page = signed_in.get(reverse("prepare")).content.decode()

    assert "About your result from 12 November 2026." in page
    assert page.count("not answered yet") == 4


def test_each_answer_is_kept_once(signed_in, rising):
    signed_in.post(URL, {"same_lab": "no", "missed_doses": "yes", "missed_doses_text": "Two, a cold"})
    signed_in.post(URL, {"same_lab": "not_sure", "missed_doses": "yes", "missed_doses_text": "Two, a cold"})

    assert answers(rising) == [
        (NEWEST, "same_lab", "not_sure", ""),
        (NEWEST, "missed_doses", "yes", "Two, a cold"),
    ]
    assert "Yes: Two, a cold" in signed_in.get(reverse("prepare")).content.decode()


def test_the_form_shows_what_was_answered(signed_in, rising):
    signed_in.post(URL, {"same_lab": "no"})

    assert 'name="same_lab" value="no" checked' in signed_in.get(URL).content.decode()


def test_an_answer_it_does_not_know_is_refused(signed_in, rising):
    assert signed_in.post(URL, {"same_lab": "perhaps"}).status_code == 422
    assert answers(rising) == []


def test_without_treatment_doses_are_not_asked_about(signed_in, person):
    make_medicine(person, stopped_on=date(2026, 8, 1))
    make_result(person)

    page = signed_in.get(URL).content.decode()

    assert ("Was it the same lab" in page, "doses missed" in page) == (True, False)


def test_without_a_result_there_is_nothing_to_ask(signed_in, person):
    assert signed_in.get(URL).headers["Location"] == reverse("prepare")


def test_the_checklist_stays_with_the_rise_when_a_later_test_says_too_little(signed_in, rising):
    make_result(rising, None, kind="not_detected", unit="", collected_on=date(2026, 11, 20))

    assert "About your result from 12 November 2026." in signed_in.get(reverse("prepare")).content.decode()
