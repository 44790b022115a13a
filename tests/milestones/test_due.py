"""When the next test is due."""

from datetime import date, timedelta

import pytest

from milestones.due import WHYS
from milestones.timing import NextTest, add_months
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    codes,
    day,
    history,
    other,
    percent,
    ratio,
    tki,
)

ON = date(2026, 1, 15)
TRYING = [tki(stop=date(2025, 12, 1), why="treatment_free_remission")]


def due(*results, **facts) -> tuple:
    """(from, by, why) of the next test."""
    row = assessed(*results, **facts).next_test
    return str(row.from_), str(row.by), row.why


def test_every_why_is_listed():
    assert set(WHYS) == {
        "before_mmr",
        "in_mmr",
        "discuss",
        "soon",
        "off_treatment",
        "off_treatment_above_mmr",
        "planned",
    }


@pytest.mark.parametrize(
    ("value", "window"),
    [
        ("0.05", ("2026-04-15", "2026-07-15", "in_mmr")),
        ("0.1", ("2026-04-15", "2026-07-15", "in_mmr")),
        ("0.1001", ("2026-02-15", "2026-04-15", "discuss")),
        ("5", ("2026-02-15", "2026-04-15", "soon")),
    ],
)
def test_on_treatment_the_window_depends_on_the_standing(value, window):
    assert due(percent(value, ON)) == window


@pytest.mark.parametrize(
    ("value", "on", "window"),
    [
        ("28", date(2024, 2, 1), ("2024-05-01", "2024-06-01", "before_mmr")),  # month 3 is tested to 1 May
        ("28", date(2024, 2, 2), ("2024-04-01", "2024-05-01", "before_mmr")),
        ("8", date(2024, 2, 2), ("2024-04-01", "2024-05-01", "before_mmr")),  # met early, still to be tested
        ("0.9", date(2024, 5, 16), ("2024-08-16", "2024-09-16", "before_mmr")),  # month 6 to 16 August
        ("0.9", date(2024, 5, 17), ("2024-07-01", "2024-08-16", "before_mmr")),
    ],
)
def test_a_test_of_its_own_never_makes_a_checkpoint_be_missed(value, on, window):
    """A test in month 1 would put the next one past the last day that counts for the 3-month checkpoint."""
    assert due(percent(value, on)) == window


def test_a_checkpoint_whose_time_is_over_moves_no_test():
    assert due(percent("28", at_month(1.2)), today=at_month(4.1)) == (
        "2024-05-07",
        "2024-06-07",
        "before_mmr",
    )


def test_every_3_months_until_mmr():
    assert due(percent("5", at_month(3))) == ("2024-07-02", "2024-08-02", "before_mmr")


def test_a_censored_value_is_in_mmr_only_if_sure():
    assert due(other("less_than", at_month(3), "0.1"))[2] == "in_mmr"
    assert due(other("less_than", at_month(3), "0.2"))[2] == "before_mmr"
    assert due(ratio("0.05", at_month(3)))[2] == "before_mmr"


@pytest.mark.parametrize(
    ("value", "window"),
    [
        ("0.05", ("2026-02-15", "2026-03-01", "off_treatment")),
        ("0.1", ("2026-02-15", "2026-03-01", "off_treatment")),
        ("0.1001", ("2026-01-15", "2026-02-12", "off_treatment_above_mmr")),
    ],
)
def test_off_treatment_the_window_depends_on_mmr(value, window):
    assert due(percent(value, ON), treatments=TRYING) == window


def test_of_several_windows_the_earliest_is_taken():
    """A rise within MMR off treatment: two weeks to a month after it, before any monthly test."""
    rows = [tki(stop=date(2024, 12, 1), why="pregnancy")]

    assert due(percent("0.02", date(2025, 12, 15)), percent("0.09", ON), treatments=rows) == (
        "2026-01-29",
        "2026-02-15",
        "discuss",
    )
    assert due(percent("0.02", date(2025, 12, 15)), percent("0.09", ON), treatments=TRYING) == (
        "2026-01-29",
        "2026-02-15",
        "discuss",
    )


def test_windows_count_from_the_stop_where_it_is_later():
    rows = [tki(stop=date(2026, 2, 1), why="treatment_free_remission")]

    assert due(percent("0.05", ON), treatments=rows, today=date(2026, 2, 10)) == (
        "2026-03-01",
        "2026-03-15",
        "off_treatment",
    )


def test_windows_count_from_the_last_usable_blood_test():
    after = [
        other("no_result", date(2026, 1, 20)),
        percent("0.05", date(2026, 1, 25), specimen="marrow"),
        other("not_detected", date(2026, 1, 28), copies=500),
    ]

    assert due(percent("0.05", ON), *after)[0] == "2026-04-15"


def test_a_ratio_or_a_value_above_the_limit_is_a_usable_test():
    assert due(percent("0.05", at_month(20)), ratio("1", ON))[0] == "2026-04-15"
    assert due(percent("0.05", at_month(20)), other("above_limit", ON, "55"))[0] == "2026-02-15"


# Overdue: past the end of the window.
@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 7, 15), False), (date(2026, 7, 16), True)])
def test_overdue_is_past_the_end_of_the_window(today, overdue):
    assessment = assessed(percent("0.05", ON), today=today)

    assert assessment.next_test.overdue is overdue
    assert codes(assessment) == (["test_overdue"] if overdue else [])
    assert assessment.trend.severity == "none"


def test_overdue_is_about_the_newest_test():
    (found,) = assessed(percent("0.05", ON), today=date(2027, 1, 1)).trend.findings

    assert (found.code, found.severity, found.result) == ("test_overdue", "none", ON)


# A planned date, today or later, replaces the window, but never the window after soon.
TODAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("planned", "why"),
    [(TODAY, "planned"), (TODAY + timedelta(days=300), "planned"), (TODAY - timedelta(days=1), "in_mmr")],
)
def test_a_planned_date_replaces_the_window(planned, why):
    assessment = assessed(percent("0.05", ON), today=TODAY, planned_test_on=planned)

    assert assessment.next_test.why == why
    assert assessment.next_test.overdue is (why == "in_mmr")
    if why == "planned":
        assert (assessment.next_test.from_, assessment.next_test.by) == (planned, planned)


def test_a_planned_date_never_replaces_the_window_after_soon():
    assessment = assessed(percent("5", ON), today=TODAY, planned_test_on=date(2027, 1, 1))

    assert (assessment.next_test.why, assessment.next_test.overdue) == ("soon", True)


def test_a_planned_date_replaces_the_window_after_discuss():
    assert due(percent("0.5", ON), planned_test_on=date(2026, 2, 1)) == (
        "2026-02-01",
        "2026-02-01",
        "planned",
    )


def test_a_planned_date_stands_without_any_result():
    assert due(today=TODAY, planned_test_on=TODAY) == (str(TODAY), str(TODAY), "planned")


@pytest.mark.parametrize("facts", [{"phase": "blast"}, {"transplant_on": date(2025, 1, 1)}])
def test_no_schedule_is_made_where_the_milestones_are_not(facts):
    assert assessed(percent("0.05", ON), **facts).next_test is None


def test_without_a_usable_test_there_is_no_window():
    assert assessed(today=TODAY).next_test is None
    assert assessed(other("no_result", ON)).next_test is None


def test_before_treatment_the_schedule_runs_from_the_first_test():
    assert due(percent("62", day(-10)), today=day(5))[2] == "before_mmr"


@pytest.mark.parametrize(
    ("days_late", "expected"),
    [(1, None), (0, NextTest(at_month(2), at_month(2), overdue=False, why="planned"))],
)
def test_without_any_schedule_a_planned_day_stands_until_it_has_passed(days_late, expected):
    planned = at_month(2)
    made = history(treatments=[], planned_test_on=planned)

    assert assess_history(made, today=planned + timedelta(days=days_late)).next_test == expected


def test_back_on_treatment_the_window_counts_from_the_last_test_not_from_the_stop():
    pause = [tki(stop=at_month(12), why="pregnancy"), tki(start=at_month(14))]

    made = assessed(percent("0.05", 10), treatments=pause, today=at_month(15)).next_test

    assert made.from_ == add_months(at_month(10), 3)


# Without treatment: 14 days to 1 month after a discuss, and while an alarm still holds at 0.1% or below.
def test_a_concern_without_treatment_is_tested_between_two_weeks_and_a_month():
    held = percent("0.2", date(2025, 12, 15)), percent("0.09", ON)

    assert due(*held, treatments=TRYING) == ("2026-01-29", "2026-02-15", "soon")


@pytest.mark.parametrize(("value", "why"), [("0.1", "soon"), ("0.1001", "off_treatment_above_mmr")])
def test_above_mmr_without_treatment_is_tested_within_four_weeks(value, why):
    before = percent("0.2", date(2025, 12, 15))

    assert due(before, percent(value, ON), treatments=TRYING)[2] == why


# After stopping the calendar is for everyone: in any phase, for a child, after a transplant.
NOT_MADE_FOR = [
    {"phase": "blast"},
    {"phase": "accelerated"},
    {"born_year": 2010, "diagnosed_on": date(2020, 1, 1)},
    {"transplant_on": date(2025, 12, 1)},
]


@pytest.mark.parametrize("facts", NOT_MADE_FOR)
def test_without_treatment_the_calendar_is_for_everyone(facts):
    rows = [tki(stop=date(2026, 1, 1), why="treatment_free_remission")]

    assert due(percent("0.05", ON), treatments=rows, **facts) == ("2026-02-15", "2026-03-01", "off_treatment")
    assert due(percent("0.5", ON), treatments=rows, **facts)[2] == "off_treatment_above_mmr"


@pytest.mark.parametrize("facts", NOT_MADE_FOR)
def test_on_treatment_there_is_no_routine_for_them_but_a_window_after_a_concern(facts):
    assert assessed(percent("0.05", ON), **facts).next_test is None
    assert due(percent("0.02", date(2025, 10, 1)), percent("0.5", ON), **facts) == (
        "2026-02-15",
        "2026-04-15",
        "soon",
    )
