"""The clock of a time without treatment, and which of its usual tests were done, are due or were missed.

Calendar: monthly for 6 months, every 2 to month 12, then every 3 (ELN 2020, PMC7520857 Table 1).
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from milestones.assess import assess
from milestones.guideline import load_guideline
from milestones.history import Result
from milestones.months_without import (
    MonthWithout,
    WithoutTreatment,
    agree_on,
    find_stop,
    follow_without,
    month_without,
    usual_months,
)
from milestones.timing import NextTest
from tests.milestones.builders import history, tki

STOP = date(2026, 5, 15)
TO_STOP = "treatment_free_remission"


def taken(*days, **more):
    return [Result(day, value=Decimal("0.002"), unit="percent_is", **more) for day in days]


def follow(*days, today, why=TO_STOP, more=(), **facts):
    rows = [tki(start=date(2018, 1, 1), stop=STOP, why=why), *more]
    return follow_without(history(*taken(*days), treatments=rows, **facts), today)


def states(followed):
    return [(month.number, month.state) for month in followed.months]


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 5, 15), 0),
        (date(2026, 5, 16), 1),
        (date(2026, 6, 15), 1),
        (date(2026, 6, 16), 2),
        (date(2026, 10, 20), 6),
        (date(2027, 5, 15), 12),
        (date(2027, 5, 16), 13),
    ],
)
def test_a_month_runs_from_the_day_after_to_the_same_day(day, month):
    assert month_without(STOP, day) == month


def test_a_stop_on_the_last_of_a_month_ends_with_shorter_months():
    assert [month_without(date(2026, 1, 31), day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [1, 2]


def test_the_usual_tests_are_those_of_the_calendar():
    assert [month for month, _ in usual_months(19)] == [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18]


def test_each_month_is_done_due_or_missed():
    followed = follow(date(2026, 6, 14), date(2026, 8, 14), today=date(2026, 9, 20))

    assert (followed.since, followed.month, followed.trying) == (STOP, 5, True)
    assert states(followed) == [(1, "done"), (2, "missed"), (3, "done"), (4, "due"), (5, "due")]


@pytest.mark.parametrize(("today", "state"), [(date(2026, 6, 29), "due"), (date(2026, 6, 30), "missed")])
def test_a_test_is_missed_when_its_grace_is_over(today, state):
    assert states(follow(today=today))[0] == (1, state)


def test_a_test_in_the_grace_counts_for_its_month_and_not_for_the_next_too():
    followed = follow(date(2026, 6, 20), today=date(2026, 8, 1))

    assert states(followed) == [(1, "done"), (2, "missed"), (3, "due")]
    assert followed.months[0].tested_on == (date(2026, 6, 20),)


def test_tests_that_drift_a_little_late_miss_nothing():
    days = [STOP + timedelta(days=33 * number) for number in range(1, 6)]

    followed = follow(*days, today=days[-1] + timedelta(days=1))

    assert {state for _, state in states(followed)[:5]} == {"done"}


def test_from_month_seven_on_some_months_have_no_usual_test():
    days = [STOP + timedelta(days=30 * number) for number in range(1, 7)]

    followed = follow(*days, today=date(2027, 2, 16))

    assert states(followed)[6:] == [(7, "no_test"), (8, "missed"), (9, "no_test"), (10, "due")]


def test_neither_marrow_nor_a_failed_sample_is_a_test_done():
    rows = [tki(start=date(2018, 1, 1), stop=STOP, why=TO_STOP)]
    day = date(2026, 6, 10)
    made = history(*taken(day, specimen="marrow"), Result(day, "no_result"), treatments=rows)

    assert follow_without(made, date(2026, 7, 20)).months[0].state == "missed"


@pytest.mark.parametrize("why", ["pregnancy", "paused", None, "side_effects"])
def test_the_calendar_holds_whatever_the_reason(why):
    followed = follow(today=date(2026, 6, 1), why=why)

    assert (followed.month, followed.trying, len(followed.months)) == (1, False, 1)


def test_nothing_is_followed_on_treatment_or_before_any():
    again = tki("dasatinib", date(2026, 8, 1))

    assert follow(today=date(2026, 8, 2), more=[again]) is None
    assert follow(today=STOP) is None
    assert follow_without(history(treatments=[]), STOP) is None


def test_find_stop_tells_for_any_day_when_the_last_tablet_was():
    rows = [tki(start=date(2018, 1, 1), stop=STOP, why=TO_STOP), tki(start=date(2026, 8, 1))]
    lines = assess(history(treatments=rows), load_guideline("eln-2020"), date(2026, 9, 1)).lines

    assert [find_stop(lines, day) for day in (STOP, date(2026, 7, 1), date(2026, 9, 1))] == [None, STOP, None]
    assert find_stop(lines, date(2017, 1, 1)) is None


# The whole of a month: from the day after one day to the same day of the next month, its grace of 14 days.
def test_a_month_with_a_usual_test_says_all_of_it():
    followed = follow(date(2026, 6, 14), today=date(2026, 6, 20))

    assert followed.months == (
        MonthWithout(1, STOP, date(2026, 6, 15), "done", date(2026, 6, 29), (date(2026, 6, 14),)),
        MonthWithout(2, date(2026, 6, 15), date(2026, 7, 15), "due", date(2026, 7, 29)),
    )


def test_a_month_without_a_usual_test_says_what_was_done_in_it():
    days = [STOP + timedelta(days=30 * number) for number in range(1, 6)]

    followed = follow(*days, date(2026, 11, 15), date(2026, 12, 15), today=date(2026, 12, 20))

    assert followed.months[5].tested_on == (date(2026, 11, 15),)
    assert followed.months[6] == MonthWithout(
        7, date(2026, 11, 15), date(2026, 12, 15), "done", tested_on=(date(2026, 12, 15),)
    )


@pytest.mark.parametrize(("today", "state"), [(date(2027, 2, 15), "due"), (date(2027, 2, 16), "missed")])
def test_from_month_seven_on_the_grace_is_a_month(today, state):
    """ELN 2020, two-monthly from month 7: the test of month 8 (until 15 January) has a month's grace."""
    days = [STOP + timedelta(days=30 * number) for number in range(1, 7)]

    assert states(follow(*days, today=today))[7] == (8, state)


def test_a_test_on_the_last_day_of_a_month_is_used_up_by_it():
    followed = follow(date(2026, 6, 10), date(2026, 6, 15), today=date(2026, 8, 1))

    assert states(followed) == [(1, "done"), (2, "missed"), (3, "due")]


@pytest.mark.parametrize(
    ("on", "state"), [(date(2026, 6, 28), "done"), (date(2026, 6, 29), "done"), (date(2026, 6, 30), "missed")]
)
def test_the_last_day_of_the_grace_counts(on, state):
    assert states(follow(on, today=date(2026, 8, 1)))[0] == (1, state)


def test_of_two_tests_in_the_grace_the_first_is_for_the_month_before():
    followed = follow(date(2026, 6, 20), date(2026, 6, 25), today=date(2026, 8, 1))

    assert states(followed) == [(1, "done"), (2, "done"), (3, "due")]
    assert followed.months[0].tested_on == (date(2026, 6, 20),)


def whole(*results, today):
    """The months as in the assessment, in step with its next test."""
    rows = [tki(start=date(2018, 1, 1), stop=STOP, why=TO_STOP)]
    said = assess(history(*results, treatments=rows), load_guideline("eln-2020"), today)
    return said.next_test, said.without.months


def test_the_first_month_still_due_names_the_last_day_of_the_next_test():
    next_test, months = whole(*taken(date(2026, 6, 14), date(2026, 7, 2)), today=date(2026, 8, 10))

    assert [(month.number, month.state, month.by) for month in months][2:] == [(3, "due", next_test.by)]


@pytest.mark.parametrize(("value", "state"), [("0.1", "no_test"), ("0.101", "due")])
def test_above_mmr_a_test_is_due_also_in_a_month_in_which_none_is_usual(value, state):
    """Month 9 has no usual test; above 0.1% the next one is within 4 weeks (PMC7520857 Table 1)."""
    days = [*(date(2026, month, 14) for month in range(6, 13)), date(2027, 1, 10)]
    values = ["0.09"] * 7 + [value]
    results = [
        Result(day, value=Decimal(text), unit="percent_is") for day, text in zip(days, values, strict=True)
    ]

    next_test, months = whole(*results, today=date(2027, 1, 20))

    assert (months[-1].number, months[-1].state) == (9, state)
    assert months[-1].by == (next_test.by if state == "due" else None)


BY, EARLIER = date(2026, 10, 1), date(2026, 9, 20)


def followed_in(*states):
    months = (MonthWithout(place + 1, STOP, STOP, state, BY) for place, state in enumerate(states))
    return WithoutTreatment(STOP, len(states), True, tuple(months))


def asked_by(why, *states, overdue=False):
    """The months after a next test that is wanted by EARLIER, as (state, by that day)."""
    agreed = agree_on(followed_in(*states), NextTest(STOP, EARLIER, overdue, why))
    return [(month.state, month.by == EARLIER) for month in agreed.months]


# The first month still due names the next test's last day; the current one too after something of concern.
@pytest.mark.parametrize(
    ("why", "states", "expected"),
    [
        ("off_treatment", ("done", "due", "due"), [("done", False), ("due", True), ("due", False)]),
        ("off_treatment", ("done", "no_test"), [("done", False), ("no_test", False)]),
        ("off_treatment", ("done", "missed"), [("done", False), ("missed", False)]),
        ("discuss", ("done", "no_test"), [("done", False), ("due", True)]),
        ("discuss", ("due", "no_test"), [("due", True), ("no_test", False)]),
        ("discuss", ("no_test", "done"), [("no_test", False), ("done", False)]),
        ("planned", ("done", "due"), [("done", False), ("due", False)]),
        ("discuss", (), []),
    ],
)
def test_the_months_name_the_day_of_the_next_test(why, states, expected):
    assert asked_by(why, *states) == expected


def test_a_next_test_that_is_overdue_or_not_known_moves_no_month():
    months = followed_in("done", "due")

    assert asked_by("off_treatment", "done", "due", overdue=True) == [("done", False), ("due", False)]
    assert agree_on(months, None) is months


# Who takes interferon instead is without a tablet only; the last day of it still counts.
@pytest.mark.parametrize(
    ("stop", "tablet_only"), [(date(2026, 9, 19), False), (date(2026, 9, 20), True), (None, True)]
)
def test_another_medicine_instead_is_told_up_to_its_last_day(stop, tablet_only):
    instead = tki("interferon", date(2026, 6, 1), stop)

    assert follow(today=date(2026, 9, 20), more=[instead]).tablet_only is tablet_only


def test_the_tablet_that_was_stopped_is_no_other_medicine():
    assert follow(today=date(2026, 9, 20)).tablet_only is False
