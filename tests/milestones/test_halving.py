"""Days per halving from the start to month 3 (Branford, Blood 2014;124:511), and per doubling."""

from decimal import Decimal

import pytest

from milestones.halving import find_first_fall, find_rise
from tests.milestones.builders import assessed, day, every, other, percent, tki


def days_of(pace):
    return None if pace is None else round(pace.days, 1)


@pytest.mark.parametrize(
    ("start", "later", "on", "days"),
    [("64", "8", 90, "30.0"), ("64", "32", 90, "90.0"), ("80", "10", 76, None), ("120", "30", 91, "45.5")],
)
def test_days_for_each_halving_from_the_start_to_month_three(start, later, on, days):
    made = assessed(percent(start, day(0)), percent(later, day(on)))

    assert days_of(find_first_fall(made)) == (None if days is None else Decimal(days))


def test_of_several_the_test_nearest_to_month_three_counts():
    made = assessed(percent("64", day(0)), percent("32", day(80)), percent("8", day(92)))

    assert find_first_fall(made).later.collected_on == day(92)


@pytest.mark.parametrize(
    "rows",
    [
        (other("above_limit", day(0), "55"), percent("8", day(90))),
        (percent("64", day(0)), other("less_than", day(90), "8")),
        (percent("64", day(0)), percent("70", day(90))),
        (percent("64", day(0)), percent("64", day(90))),
        (percent("64", day(0)), percent("8", day(200))),
        (percent("8", day(90)),),
        (percent("8", day(90)), percent("4", day(90))),
        (percent("64", day(0)), percent("0", day(90))),
    ],
)
def test_without_two_numbers_or_a_fall_there_is_nothing_to_say(rows):
    assert find_first_fall(assessed(*rows)) is None


def test_only_the_first_line_has_a_first_fall():
    rows = [tki(stop=day(30)), tki("dasatinib", day(30))]

    assert find_first_fall(assessed(percent("64", day(0)), percent("8", day(120)), treatments=rows)) is None


@pytest.mark.parametrize(("before", "now", "days"), [("0.1", "0.4", "45.7"), ("0.1", "0.2", "91.3")])
def test_days_for_each_doubling_on_a_rise(before, now, days):
    made = assessed(*every(3, "7", "0.5", before, now))

    assert abs(find_rise(made).days - Decimal(days)) < 1


@pytest.mark.parametrize("now", [percent("0.1", 12), percent("0.05", 12), other("not_detected", 12, "0.2")])
def test_what_did_not_rise_between_numbers_has_no_doubling(now):
    assert find_rise(assessed(*every(3, "7", "0.5", "0.1"), now)) is None


def test_only_the_baseline_is_the_start_however_high_a_later_number_is():
    made = assessed(percent("64", day(0)), percent("70", day(30)), percent("8", day(90)))

    assert days_of(find_first_fall(made)) == Decimal("30.0")


def test_of_two_numbers_on_the_first_day_the_higher_is_the_start():
    made = assessed(percent("60", day(0)), percent("64", day(0)), percent("8", day(90)))

    assert days_of(find_first_fall(made)) == Decimal("30.0")


def test_a_limit_at_month_three_is_no_number():
    made = assessed(percent("64", day(0)), other("above_limit", day(90), "55"))

    assert find_first_fall(made) is None


def test_a_rise_from_one_day_to_the_next_has_a_pace_too():
    made = assessed(percent("0.1", day(300)), percent("0.4", day(301)))

    assert find_rise(made).days == Decimal("0.5")


@pytest.mark.parametrize("rows", [(), (percent("0.4", day(300)),)])
def test_without_a_test_before_there_is_no_rise(rows):
    assert find_rise(assessed(*rows, today=day(301))) is None


def test_a_pace_names_both_its_tests():
    made = assessed(percent("64", day(0)), percent("8", day(90)))
    pace = find_first_fall(made)

    assert (pace.first.collected_on, pace.later.collected_on) == (day(0), day(90))


def test_two_equal_numbers_on_one_day_are_one_start_and_one_end():
    two = [percent("64", day(0), lab=lab) for lab in ("City", "County")]
    later = [percent("8", day(90), lab=lab) for lab in ("City", "County")]

    pace = find_first_fall(assessed(*two, *later))

    assert (pace.days, pace.first.collected_on, pace.later.collected_on) == (Decimal(30), day(0), day(90))


def test_the_pace_names_the_two_tests_it_is_from():
    made = assessed(*every(3, "7", "0.1", "0.4"))

    pace = find_rise(made)

    assert (pace.first, pace.later) == (made.results[1], made.results[2])
