"""The next visit as a fact, from the visits that ride along in a history."""

from datetime import date

import pytest

from cmlguide.records.models import Visit
from cmlguide.web.words.visits import next_visit_fact, visits
from milestones.history import History, PersonFacts

TODAY = date(2026, 11, 22)


def fact(*visits, listed=None):
    extra = {"appointments": list(visits) if listed is None else listed}
    found = next_visit_fact(History(PersonFacts(), (), (), extra=extra), TODAY)
    return found and (found.label, found.value)


def visit(on, at=None, **more):
    return {"visit_on": on, **({"visit_at": at} if at else {}), **more}


# The day before, the day itself, and after it.
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-21", None),
        ("2026-11-22", ("Next visit", "22 November")),
        ("2026-11-23", ("Next visit", "23 November")),
        ("2027-01-08", ("Next visit", "8 January")),
    ],
)
def test_a_visit_from_today_on_is_the_next(on, expected):
    assert fact(visit(on)) == expected


def test_the_earliest_that_has_not_been_is_told_with_its_time():
    visits = [visit("2026-12-20"), visit("2026-12-01", "09:30"), visit("2026-11-25", "08:00", happened=True)]

    assert fact(*visits) == ("Next visit", "1 December, 09:30")


def test_of_one_day_the_earlier_hour_is_told():
    assert fact(visit("2026-12-01", "15:00"), visit("2026-12-01", "09:30")) == (
        "Next visit",
        "1 December, 09:30",
    )


# A record file may hold anything under this name.
@pytest.mark.parametrize(
    "listed",
    [
        None,
        "soon",
        {"visit_on": "2026-12-01"},
        ["2026-12-01"],
        [{"visit_on": 20261201}],
        [{"visit_on": None}],
        [{"visit_on": "soon"}],
        [{"visit_on": "2026-13-40"}],
        [{}],
    ],
)
def test_what_is_no_visit_is_none(listed):
    assert fact(listed=listed) is None


def test_what_is_no_date_hides_no_visit():
    assert fact(visit("2026-13-40"), visit("whenever"), visit("2026-12-01")) == ("Next visit", "1 December")
    assert fact(visit("2026-12-01"), visit("2026-11-31")) == ("Next visit", "1 December")


def test_a_time_that_is_no_time_is_left_out():
    assert fact(visit("2026-12-01", ["x"])) == ("Next visit", "1 December")


# Half a year back, the day before that, yesterday, and today.
@pytest.mark.parametrize(
    ("on", "asked", "past"),
    [
        (date(2026, 5, 23), 1, 0),
        (date(2026, 5, 22), 0, 1),
        (date(2026, 11, 21), 1, 0),
        (TODAY, 0, 0),
    ],
)
def test_nobody_is_asked_how_a_visit_of_years_ago_went(on, asked, past):
    found = visits([Visit(visit_on=on)], TODAY)

    assert (len(found.to_write), len(found.past)) == (asked, past)
