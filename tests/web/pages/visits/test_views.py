"""Visits: added, changed, deleted and restored."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from cmlguide.web.pages.visits.views import ROWS_A_PAGE
from tests.factories import make_visit

DAY = {"visit_on_day": "24", "visit_on_month": "11", "visit_on_year": "2026"}


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to(date(2026, 11, 22))


def kept(person):
    return [(row.visit_on, row.visit_at, row.place, row.with_whom) for row in person.visits.kept()]


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_visit_needs_only_its_day(signed_in, person):
    answer = signed_in.post(reverse("visit-add"), DAY)

    assert answer.headers["Location"] == reverse("prepare")
    assert kept(person) == [(date(2026, 11, 24), None, "", "")]


def test_a_visit_with_all_its_facts_stands_on_prepare(signed_in, person):
    signed_in.post(reverse("visit-add"), {**DAY, "visit_at": "09:30", "place": "City", "with_whom": "My son"})

    page = text_of(signed_in.get(reverse("prepare")))

    assert kept(person) == [(date(2026, 11, 24), time(9, 30), "City", "My son")]
    assert "24 November 2026 at 09:30" in page
    assert "City · My son" in page


def test_a_visit_without_a_day_is_asked_for_and_keeps_the_rest(signed_in, person):
    answer = signed_in.post(reverse("visit-add"), {"place": "City", "visit_at": "late"})

    assert (answer.status_code, kept(person)) == (422, [])
    assert "Enter the day of the visit." in text_of(answer)
    assert 'value="City"' in text_of(answer)


def test_a_visit_is_changed_and_its_time_comes_back_as_typed(signed_in, person):
    visit = make_visit(person)

    form = text_of(signed_in.get(reverse("visit-edit", args=[visit.pk])))
    signed_in.post(reverse("visit-edit", args=[visit.pk]), {**DAY, "visit_at": "14:05"})

    assert 'value="09:30"' in form
    assert kept(person) == [(date(2026, 11, 24), time(14, 5), "", "")]


def test_the_list_tells_what_is_ahead_what_to_write_and_what_was_decided(signed_in, person):
    make_visit(person, place="Ahead")
    make_visit(person, visit_on=date(2026, 11, 2), place="To write")
    make_visit(person, visit_on=date(2026, 8, 2), happened=True, decisions="Test again in May")

    page = text_of(signed_in.get(reverse("visit-list")))
    places = [
        page.index(words) for words in ("Ahead", "How did it go?", "To write", "Past visits", "Test again")
    ]

    assert places == sorted(places)


def test_many_past_visits_are_divided_into_pages(signed_in, person):
    for place in range(ROWS_A_PAGE + 1):
        make_visit(person, visit_on=date(2020, 1, 1) + timedelta(days=place))

    first, second = (signed_in.get(reverse("visit-list"), {"page": page}) for page in (1, 2))

    assert [len(page.context["past"]) for page in (first, second)] == [ROWS_A_PAGE, 1]
    assert ("?page=2" in first.text, "?page=1" in second.text) == (True, True)
