"""A clock that leaps is believed a week later."""

from datetime import UTC, datetime, timedelta

import pytest

from cmlguide.records.actions.purge_clock import trusted_now

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 11, 1, 8, tzinfo=UTC)


def days_believed(*shown):
    """The day that is believed at each purge, for the days the clock shows, both counted from the first."""
    return [(trusted_now(now=FIRST + timedelta(days=day)) - FIRST).days for day in shown]


def test_a_clock_that_runs_on_is_believed():
    assert days_believed(0, 1, 2, 10, 18) == [0, 1, 2, 10, 18]


@pytest.mark.parametrize(("leap", "believed"), [(8, 8), (9, 0), (25_000, 0)])
def test_more_than_eight_days_are_a_leap(leap, believed):
    assert days_believed(0, leap) == [0, believed]


def test_a_leap_is_believed_once_the_clock_has_gone_on_for_a_week():
    assert days_believed(0, 900, 901, 906, 907, 908) == [0, 0, 0, 0, 900, 908]


def test_a_clock_that_was_right_again_leaves_no_trace():
    assert days_believed(0, 25_000, 25_001, 1, 2) == [0, 0, 0, 1, 2]


def test_a_clock_set_back_is_followed():
    assert days_believed(100, 99, 0, 1) == [100, 99, 0, 1]


def test_started_every_three_months_each_start_believes_the_one_before():
    assert days_believed(0, 90, 180, 270) == [0, 0, 90, 180]
