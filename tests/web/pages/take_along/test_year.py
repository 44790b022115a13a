"""My year: the twelve months up to today and nothing else."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cmlguide.records.actions.visits import record_visit
from tests.factories import make_diary_entry, make_medicine, make_result, make_visit


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def year_of(client):
    return client.get(reverse("my-year")).context["page"]


def test_only_the_last_twelve_months_stand_on_the_page(signed_in, person):
    make_medicine(person, started_on=date(2024, 1, 8), stopped_on=date(2025, 11, 21), dose="400 mg")
    make_medicine(person, started_on=date(2025, 11, 22), dose="300 mg")
    for day, value in (
        (date(2025, 11, 21), "0.4"),
        (date(2025, 11, 22), "0.2"),
        (date(2026, 11, 12), "0.8"),
    ):
        make_result(person, value, collected_on=day)

    page = year_of(signed_in)

    assert page.span == "22 Nov 2025 to 22 Nov 2026"
    assert [(line.day, line.number, line.change.words) for line in page.results] == [
        ("22 Nov 2025", "0.2%", "about 2 times less"),
        ("12 Nov 2026", "0.8%", "4 times as high"),
    ]
    assert page.medicines == ("imatinib 300 mg since 22 Nov 2025",)
    assert len(page.drawings) == 3


def test_the_diary_is_counted_in_days_longest_first(signed_in, person):
    make_diary_entry(person, symptom="cough", happened_on=date(2026, 3, 3))
    make_diary_entry(person, symptom="tiredness", happened_on=date(2026, 4, 1), until_on=date(2026, 4, 20))
    for day in (3, 4):
        make_diary_entry(person, symptom="nausea", happened_on=date(2026, 5, day))
    make_diary_entry(person, kind="dose", dose_status="missed", doses=2, happened_on=date(2026, 5, 6))
    make_diary_entry(person, kind="dose", dose_status="missed", happened_on=date(2026, 5, 9))
    paused = {"happened_on": date(2026, 5, 10), "until_on": date(2026, 5, 23)}
    make_diary_entry(person, kind="dose", dose_status="paused_by_team", **paused)
    make_diary_entry(person, kind="dose", dose_status="not_kept_down", happened_on=date(2026, 6, 2))
    make_diary_entry(person, symptom="fever", happened_on=date(2025, 11, 21))

    assert year_of(signed_in).diary == (
        "3 doses missed",
        "Taken, but it did not stay down: 1 day",
        "Paused by my team: 14 days",
        "Tiredness: 20 days",
        "Nausea: 2 days",
        "Cough: 1 day",
    )


def test_visits_say_what_was_decided(signed_in, person):
    visit = make_visit(person, visit_on=date(2026, 6, 1), place="City")
    record_visit(visit=visit, answers=[], decisions="Test again in May")
    make_visit(person, visit_on=date(2026, 12, 1))

    assert [(row.day, row.place, row.decisions) for row in year_of(signed_in).visits] == [
        ("1 Jun 2026", "City", "Test again in May")
    ]


def test_an_empty_year_says_so(signed_in, person):
    page = signed_in.get(reverse("my-year"))

    assert page.context["page"].drawings == ()
    assert "No result in these 12 months." in page.content.decode()
