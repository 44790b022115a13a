"""What the trend compares with what: series, intervals, since and still rising, the wobble band."""

from decimal import Decimal
from itertools import permutations

import pytest

from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    codes,
    day,
    every,
    finding,
    history,
    other,
    percent,
    tki,
)

SERIES = ("48", "9.1", "0.8", "0.09", "0.02", "0.03", "0.11", "0.6", "1.4", "3.0")


def test_the_series_that_loses_its_response_is_soon_and_secondary():
    assessment = assessed(*every(3, *SERIES))

    assert (assessment.now.severity, assessment.trend.severity, assessment.trend.pattern) == (
        "soon",
        "soon",
        "secondary",
    )
    assert codes(assessment) == [
        "above_1_after_mmr",
        "mmr_lost_confirmed",
        "tenfold_above_lowest",
        "rise_from_previous",
        "rise_from_lowest",
        "two_rises",
        "mmr_lost",
    ]


def test_the_series_says_the_same_in_any_entry_order():
    rows = every(3, *SERIES)
    expected = assessed(*rows)
    orders = [
        rows[::-1],
        rows[3:] + rows[:3],
        sorted(rows, key=lambda row: row.value),
        rows[::2] + rows[1::2],
    ]

    assert [assess_history(history(*order)) for order in orders] == [expected] * 4


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_results_say_the_same_in_all_orders(order):
    rows = every(3, "0.02", "0.05", "0.5", start=18)

    assert assess_history(history(*(rows[n] for n in order))) == assessed(*rows)


def test_a_slow_climb_in_small_steps_is_found():
    """0.004 to 0.12% in 25 months in steps mostly under 2-fold: each step is within the wobble."""
    values = ("0.004", "0.004", "0.006", "0.011", "0.018", "0.03", "0.045", "0.07", "0.12")

    each = [
        codes(assessed(*every(3, *values[:count], start=36)), None) for count in range(1, len(values) + 1)
    ]

    assert "slow_climb_in_mmr" in each[6]
    assert "tenfold_above_lowest" in each[8]
    assert all("rise_from_previous" not in found for found in each)


# Intervals: the rise is the lower bound newer.low / older.high; a rule fires only if that bound passes.
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (other("less_than", 18, "0.01"), percent("0.04", 21), ["rise_from_previous", "rise_from_lowest"]),
        (other("less_than", 18, "0.01"), percent("0.0399", 21), []),
        (percent("0.01", 18), other("less_than", 21, "5"), []),
        (
            percent("20", 18),
            other("above_limit", 21, "55"),
            ["above_10_after_6_months", "rise_from_previous"],
        ),
        (
            other("above_limit", 18, "55"),
            percent("60", 21),
            ["above_10_after_6_months", "falling"],
        ),  # 60 < no end
        (other("above_limit", 18, "55"), percent("5", 21), ["falling"]),
        (percent("0.05", 18), other("not_detected", 21, "0.0032"), ["falling"]),
        (other("not_detected", 18, "0.01"), other("not_detected", 21, "0.0032"), ["both_deep"]),
        (other("not_detected", 18, "0.05"), other("not_detected", 21, "0.02"), ["falling"]),
        (other("not_detected", 18, "0.02"), other("not_detected", 21, "0.05"), []),
    ],
)
def test_a_rule_fires_only_on_the_bound_that_is_sure(before, after, expected):
    found = codes(assessed(before, after))

    assert found == expected


def test_falling_from_a_number_shows_the_most_it_can_be():
    assert finding(assessed(percent("0.5", 18), other("less_than", 21, "0.05")), "falling").fold == Decimal(
        "0.1"
    )


def test_falling_between_limits_compares_the_limits():
    rows = other("not_detected", 18, "0.05"), other("not_detected", 21, "0.02")

    assert finding(assessed(*rows), "falling").fold == Decimal("0.4")


def test_falling_from_above_a_limit_is_at_most_so_much():
    assert finding(assessed(other("above_limit", 18, "50"), percent("5", 21)), "falling").fold == Decimal(
        "0.1"
    )


def test_one_result_alone_has_no_trend():
    assessment = assessed(percent("0.05", 18))

    assert (assessment.trend.severity, assessment.trend.findings, assessment.wobble) == ("none", (), None)


# Lowest is the smallest high, with the first of equals.
def test_the_lowest_is_the_smallest_upper_end():
    rows = [percent("0.05", 18), other("not_detected", 21, "0.0032"), percent("0.0032", 24)]

    lowest = assessed(*rows).lowest

    assert (lowest.collected_on, lowest.high) == (at_month(21), Decimal("0.0032"))


def test_above_a_limit_is_never_the_lowest():
    assert assessed(other("above_limit", 1, "55")).lowest is None


def test_lowest_includes_the_time_off_treatment_that_follows_the_line():
    rows = [tki(stop=at_month(20), why="pregnancy")]

    assert assessed(percent("0.05", 19), percent("0.02", 22), treatments=rows).lowest.high == Decimal("0.02")


# since and still_rising.
def test_since_is_the_first_date_without_a_break():
    rows = every(3, "0.02", "0.02", "0.3", "0.35", "0.33", start=18)

    found = finding(assessed(*rows), "tenfold_above_lowest")

    assert (found.since, found.result, found.still_rising) == (at_month(24), at_month(30), False)


def test_since_starts_again_after_a_break():
    rows = every(3, "0.02", "0.02", "0.3", "0.05", "0.3", start=18)

    found = finding(assessed(*rows), "mmr_lost")

    assert (found.since, found.still_rising) == (at_month(30), True)


def test_since_starts_again_on_a_line_that_forgets():
    rows = [tki(stop=at_month(30), why="working_less_well"), tki("dasatinib", at_month(30))]

    assessment = assessed(percent("20", 29), percent("12", 36.5), treatments=rows)

    assert finding(assessment, "above_10_after_6_months").since == at_month(36.5)


# The wobble band for drawing.
@pytest.mark.parametrize(
    ("was", "low", "high"), [("1", "0.5", "2"), ("0.05", "0.0125", "0.2"), ("0.1", "0.025", "0.2")]
)
def test_the_wobble_band_shows_how_far_the_test_alone_can_move(was, low, high):
    band = assessed(percent(was, 18), percent("0.3", 21)).wobble

    assert (band.from_on, band.to_on) == (at_month(18), at_month(21))
    assert (band.low, band.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("before", [other("less_than", 18, "0.1"), other("above_limit", 18, "55")])
def test_there_is_no_band_around_a_censored_value(before):
    assert assessed(before, percent("0.3", 21)).wobble is None


def test_of_two_tests_on_one_day_the_one_with_the_higher_upper_end_is_the_test():
    both = assessed(other("below_quantification", 18, "0.05"), percent("0.01", 18))

    assert both.lowest.high == Decimal("0.05")


def test_of_two_results_on_one_day_the_higher_one_is_confirmed_by_the_next():
    made = assessed(percent("12", day(90)), percent("8", day(90)), percent("12", day(130)))

    assert made.results[-1].category == "failure"
