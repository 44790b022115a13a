"""Months on treatment, which row judges a date, and calendar arithmetic."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.guideline import load_guideline
from milestones.timing import (
    add_months,
    count_months,
    day_of_month,
    month_borders,
    open_window,
    row_at,
    window_of,
    windows,
)
from tests.milestones.builders import START, day, percent, verdict

D = Decimal


def test_months_are_days_over_30_4375_and_exact():
    assert count_months(START, day(487)) == D(16)
    assert count_months(START, START) == 0
    assert count_months(day(487), START) == D(-16)


# "From month 2.5 the 3-month row, from 5 the 6-month row, from 10.5 the 12-month row, after 14 any time."
ROWS = [
    ("2.4999", None, None),
    ("2.5", "3 months", "3 months"),
    ("4.9999", "3 months", "3 months"),
    ("5", "6 months", "6 months"),
    ("10.4999", "6 months", "6 months"),
    ("10.5", "12 months", "12 months"),
    ("14", "12 months", "12 months"),
    ("14.0001", "any time", "12 months"),
    ("240", "any time", "12 months"),
]


@pytest.mark.parametrize(("months", "eln", "nccn"), ROWS)
def test_which_row_judges_a_month(months, eln, nccn):
    rows = [row_at(load_guideline(name), D(months)) for name in ("eln-2020", "nccn-2024")]

    assert [row.name if row else None for row in rows] == [eln, nccn]


# The same borders in days: month 2.5 is day 76.09, 5 is 152.19, 10.5 is 319.59, 14 is 426.125.
@pytest.mark.parametrize(
    ("days", "row"),
    [
        (76, None),
        (77, "3 months"),
        (152, "3 months"),
        (153, "6 months"),
        (319, "6 months"),
        (320, "12 months"),
        (426, "12 months"),
        (427, "any time"),
    ],
)
def test_which_row_judges_a_day(days, row):
    judged = verdict(percent("0.05", day(days)))

    assert (judged.row, judged.reason) == (row, None if row else "too_early")


# "Inside 2.5-4, 5-7.5 and 10.5-14 it is that checkpoint's test; elsewhere between checkpoints."
@pytest.mark.parametrize(
    ("month", "inside", "outside"),
    [
        (3, ["2.5", "3", "4"], ["2.4999", "4.0001"]),
        (6, ["5", "6", "7.5"], ["4.9999", "7.5001"]),
        (12, ["10.5", "12", "14"], ["10.4999", "14.0001"]),
    ],
)
def test_a_test_near_the_month_is_the_checkpoints_test(month, inside, outside):
    window = window_of(month)

    assert [window.is_near(D(text)) for text in inside] == [True] * len(inside)
    assert [window.is_near(D(text)) for text in outside] == [False, False]


@pytest.mark.parametrize(
    ("month", "early", "not_early"),
    [
        (3, [], ["2.5", "3"]),
        (6, ["5", "5.4999"], ["4.9999", "5.5"]),
        (12, ["10.5", "11.4999"], ["10.4999", "11.5"]),
    ],
)
def test_a_row_is_early_until_half_a_month_or_a_month_before(month, early, not_early):
    window = window_of(month)

    assert [window.is_early(D(text)) for text in early] == [True] * len(early)
    assert [window.is_early(D(text)) for text in not_early] == [False] * len(not_early)


@pytest.mark.parametrize(
    ("days", "near"),
    [(121, True), (122, False), (228, True), (229, False), (426, True), (427, False), (200, True)],
)
def test_at_checkpoint_by_day(days, near):
    """Month 4 is day 121.75, 7.5 is 228.28, 14 is 426.125."""
    assert verdict(percent("0.05", day(days))).at_checkpoint is near


def test_windows_are_in_order():
    assert [window.month for window in windows()] == [3, 6, 12]


def test_month_borders_say_which_side_the_border_belongs_to():
    assert set(month_borders()) == {
        (D("2.5"), True),
        (D("5"), True),
        (D("5.5"), True),
        (D("10.5"), True),
        (D("11.5"), True),
        (D("4"), False),
        (D("7.5"), False),
        (D("14"), False),
    }


@pytest.mark.parametrize(
    ("months", "round_up", "days"),
    [("2.5", False, 76), ("2.5", True, 77), ("16", False, 487), ("16", True, 487), ("4", False, 121)],
)
def test_the_day_of_a_month(months, round_up, days):
    assert day_of_month(START, D(months), round_up=round_up) == day(days)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-12", 1, "2026-12-12"),
        ("2026-11-12", 2, "2027-01-12"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-05-31", 0, "2026-05-31"),
        ("2026-08-31", 6, "2027-02-28"),
    ],
)
def test_calendar_months_end_on_the_same_day_or_the_months_last(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


# Section 6: schedule -> from and by, counted from 2026-01-15.
SCHEDULES = [
    ("before_mmr", "2026-04-15", "2026-05-15"),
    ("in_mmr", "2026-04-15", "2026-07-15"),
    ("discuss", "2026-02-15", "2026-04-15"),
    ("soon", "2026-02-15", "2026-04-15"),
    ("off_treatment_above_mmr", "2026-01-15", "2026-02-12"),
]


@pytest.mark.parametrize(("why", "first", "by"), SCHEDULES)
def test_the_window_of_a_schedule(why, first, by):
    assert open_window(why, date(2026, 1, 15)) == (date.fromisoformat(first), date.fromisoformat(by), why)


# After stopping on 2026-01-15: monthly for 6 months, every 2 months to month 12, then every 3.
AFTER_STOPPING = [
    ("2025-12-01", "2026-02-15", "2026-03-01"),
    ("2026-01-15", "2026-02-15", "2026-03-01"),
    ("2026-07-14", "2026-08-14", "2026-08-28"),
    ("2026-07-15", "2026-09-15", "2026-10-15"),
    ("2027-01-14", "2027-03-14", "2027-04-14"),
    ("2027-01-15", "2027-04-15", "2027-05-15"),
    ("2030-01-15", "2030-04-15", "2030-05-15"),
]


@pytest.mark.parametrize(("last_test", "first", "by"), AFTER_STOPPING)
def test_the_window_after_stopping(last_test, first, by):
    window = open_window("off_treatment", date.fromisoformat(last_test), date(2026, 1, 15))

    assert window == (date.fromisoformat(first), date.fromisoformat(by), "off_treatment")
