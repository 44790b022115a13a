"""What the trend compares with what: series, intervals, raw ratios, laboratories, since and still rising."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from milestones.history import Mutation
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
    ratio,
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


# A result of unstated depth keeps the findings that held before it, and clears no alarm.
def test_an_unstated_depth_keeps_what_held():
    rows = every(3, "0.02", "0.02", "0.5", start=18)
    alarmed = assessed(*rows)

    after = assessed(*rows, other("not_detected", 27))

    assert codes(after, "soon") == codes(alarmed, "soon") == ["tenfold_above_lowest"]
    assert finding(after, "tenfold_above_lowest").result == at_month(24)
    assert after.now.severity == "soon"


def test_an_unstated_depth_drops_steady_findings_no_more_than_alarms():
    rows = every(3, "0.02", "0.02", start=18)

    assert codes(assessed(*rows, other("not_detected", 24))) == ["within_wobble", "depth_unknown"]


def test_an_unstated_depth_is_never_the_lowest():
    assessment = assessed(percent("0.05", 18), other("not_detected", 21))

    assert assessment.lowest.high == Decimal("0.05")


def test_an_unstated_depth_is_skipped_when_rises_are_counted():
    rows = [percent("1", 18), percent("1.7", 21), other("below_quantification", 22), percent("3.4", 24)]

    assert "two_rises" in codes(assessed(*rows))


def test_mmr_lost_confirmed_skips_an_unstated_depth():
    rows = [percent("0.02", 18), percent("0.3", 21), other("not_detected", 22), percent("0.3", 24)]

    assert "mmr_lost_confirmed" in codes(assessed(*rows))


def test_an_unstated_depth_brings_no_alarm_to_a_new_line():
    """A not-detected result never raises the trend; the alarm is back with the next test that can tell."""
    rows = [tki(stop=at_month(26), why="side_effects"), tki("dasatinib", at_month(26))]
    old_line = every(3, "0.02", "0.02", "0.5", start=18)

    unstated = assessed(*old_line, other("not_detected", 27), treatments=rows)
    stated = assessed(*old_line, other("not_detected", 27), percent("0.5", 28), treatments=rows)

    assert codes(unstated) == ["depth_unknown"]
    assert codes(stated, "soon") == ["mmr_lost_confirmed", "tenfold_above_lowest"]
    assert finding(stated, "tenfold_above_lowest").since == at_month(28)


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


# Raw ratios and atypical transcripts: same lab, same scale, only the relative rules.
def test_raw_ratios_of_one_lab_are_compared_with_each_other():
    rows = [ratio("0.5", 18, lab="A"), ratio("0.9", 21, lab="A"), ratio("5.1", 24, lab="A")]

    assert codes(assessed(*rows)) == ["rise_from_previous", "rise_from_lowest", "two_rises"]


def test_no_absolute_threshold_is_used_on_raw_ratios():
    rows = [ratio("0.05", 18, lab="A"), ratio("0.05", 20, lab="A"), ratio("15", 21, lab="A")]

    assert codes(assessed(*rows), "soon") == []


def test_raw_ratios_can_be_steady():
    assert codes(assessed(ratio("0.5", 18), ratio("0.6", 21))) == ["within_wobble"]
    assert codes(assessed(ratio("5", 18), ratio("0.6", 21))) == ["falling"]


@pytest.mark.parametrize(
    "before",
    [
        ratio("0.5", 18, lab="B"),
        ratio("0.5", 18),
        percent("0.5", 18, lab="A"),
        ratio("0.5", 18, lab="A", specimen="marrow"),
    ],
)
def test_raw_ratios_are_not_compared_across_labs_scales_or_samples(before):
    assert [code for code in codes(assessed(before, ratio("9", 21, lab="A"))) if "rise" in code] == []


def test_an_atypical_transcript_is_compared_on_one_scale_only():
    rows = [percent("0.5", 18), ratio("9", 21)]

    assert "rise_from_previous" not in codes(assessed(*rows, transcript="atypical"))


def test_labs_are_the_same_whatever_their_spelling():
    assert "rise_from_previous" in codes(assessed(ratio("0.5", 18, lab=" City "), ratio("9", 21, lab="city")))


def test_an_atypical_transcript_has_a_trend_of_its_own():
    rows = [percent("0.02", 18), percent("12", 21)]

    assessment = assessed(*rows, transcript="atypical")

    assert codes(assessment) == ["rise_from_previous", "rise_from_lowest"]
    assert (assessment.trend.pattern, assessment.lowest) == (None, None)


def test_marrow_is_not_mixed_with_blood():
    rows = [percent("0.02", 18), percent("5", 21, specimen="marrow"), percent("0.03", 24)]

    assessment = assessed(*rows)

    assert codes(assessment) == ["within_wobble"]
    assert finding(assessment, "within_wobble").compared_with == at_month(18)


def test_a_marrow_result_last_is_not_the_newest():
    assessment = assessed(percent("0.02", 18), percent("5", 21, specimen="marrow"))

    assert assessment.newest.collected_on == at_month(18)
    assert assessment.now.severity == "on_track"


# Information, severity none.
@pytest.mark.parametrize(
    ("labs", "changed"),
    [(("A", "B"), True), (("A", "a "), False), (("", "B"), False), (("A", ""), False), (("A", "A"), False)],
)
def test_another_lab_is_comparable_and_named(labs, changed):
    rows = [percent("0.02", 18, lab=labs[0]), percent("0.1", 21, lab=labs[1])]

    found = codes(assessed(*rows))

    assert ("lab_changed" in found, "rise_from_previous" in found) == (changed, True)


@pytest.mark.parametrize(
    ("before", "newest", "changed"),
    [
        (percent("1", 18), ratio("1", 21), True),
        (ratio("1", 18), percent("1", 21), True),
        (ratio("1", 18), ratio("1", 21, "0.8"), True),
        (percent("1", 18), percent("1", 21), False),
        (ratio("1", 18), ratio("1", 21), False),
        (percent("1", 18), other("no_result", 21), False),
    ],
)
def test_scale_changed_is_about_the_newest_two(before, newest, changed):
    assessment = assessed(before, newest)

    assert ("scale_changed" in codes(assessment)) is changed


def test_what_is_said_of_the_newest_two_skips_a_failed_test():
    found = finding(assessed(ratio("1", 18), other("no_result", 19), percent("1", 21)), "scale_changed")

    assert (found.severity, found.compared_with, found.result, found.since) == (
        "none",
        at_month(18),
        at_month(21),
        at_month(21),
    )


def test_a_failed_sample_is_not_a_small_one():
    assert codes(assessed(other("no_result", 18, copies=500))) == []


def test_a_small_sample_is_named():
    found = finding(assessed(percent("0.02", 18, copies=500)), "small_sample")

    assert (found.severity, found.result, found.since, found.compared_with) == (
        "none",
        at_month(18),
        at_month(18),
        None,
    )


# mutation_reported: a resistance mutation reported on this line.
@pytest.mark.parametrize(
    ("found_on", "resistance", "expected"),
    [(17, True, True), (17, False, False), (17, None, False), (19, True, False), (-1, True, False)],
)
def test_a_resistance_mutation_reported_on_this_line(found_on, resistance, expected):
    made = history(percent("0.02", 18))
    made = replace(made, mutations=(Mutation(at_month(found_on), "F359V", resistance),))

    assessment = assess_history(made)

    assert ("mutation_reported" in codes(assessment)) is expected
    assert (assessment.now.severity == "soon") is expected
    unclear = resistance is None
    assert ("mutation_unclear" in codes(assessment, "discuss")) is unclear
    assert (assessment.now.severity == "discuss") is unclear


# T315I in the name is resistance whatever was said.
@pytest.mark.parametrize("resistance", [True, False, None])
@pytest.mark.parametrize("name", ["T315I", "p.T315I (40%)", "t315i"])
def test_t315i_is_a_resistance_mutation_whatever_was_said(name, resistance):
    made = replace(history(percent("0.02", 18)), mutations=(Mutation(at_month(17), name, resistance),))

    assert codes(assess_history(made)) == ["mutation_reported"]


def test_a_mutation_of_an_earlier_line_is_not_this_ones():
    rows = [tki(stop=at_month(20)), tki("ponatinib", at_month(20))]
    made = replace(
        history(percent("0.02", 18), treatments=rows), mutations=(Mutation(at_month(19), "T315I", True),)
    )

    assert codes(assess_history(made, today=at_month(21))) == []
    assert codes(assess_history(made, today=at_month(19.5)))[:1] == ["mutation_reported"]


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


# A result of unstated depth keeps what held over at most two in a row, and is never the previous of another.
@pytest.mark.parametrize(("unstated", "kept"), [(1, True), (2, True), (3, False), (21, False)])
def test_findings_are_kept_over_at_most_two_results_of_unstated_depth(unstated, kept):
    rows = [percent("0.02", 18), percent("0.5", 19)]
    vague = [other("not_detected", 20 + month) for month in range(unstated)]

    found = codes(assessed(*rows, *vague))

    assert ("tenfold_above_lowest" in found) is kept
    assert found[-1] == "depth_unknown"


def test_a_stated_depth_between_begins_the_count_anew():
    rows = [percent("0.02", 18), percent("0.5", 19)]
    vague = [other("not_detected", month) for month in (20, 21, 23, 24)]

    assert "tenfold_above_lowest" in codes(assessed(*rows, *vague, percent("0.5", 22)))


def test_an_alarm_is_back_with_the_next_result_that_can_tell():
    rows = [percent("0.02", 18), percent("0.5", 19)]
    vague = [other("not_detected", month) for month in (20, 21, 22)]

    found = finding(assessed(*rows, *vague, percent("0.5", 23)), "tenfold_above_lowest")

    assert found.since == at_month(23)


def test_an_unstated_depth_is_never_the_previous_of_a_later_result():
    """0.02, not detected without depth, 0.09 is a 4.5-fold rise."""
    assessment = assessed(percent("0.02", 18), other("not_detected", 21), percent("0.09", 24))

    found = finding(assessment, "rise_from_previous")
    assert (found.compared_with, found.fold) == (at_month(18), Decimal("4.5"))
    assert assessment.now.severity == "discuss"


# A test too vague to be judged cannot lift an alarm that may still hold, and lifts one that cannot.
@pytest.mark.parametrize(("limit", "holds"), [("1", False), ("10", False), ("10.01", True), ("50", True)])
def test_above_10_ends_with_a_result_that_is_certainly_lower(limit, holds):
    """12% at month 20, then "less than 1%" at month 23."""
    assessment = assessed(percent("12", 20), other("less_than", 23, limit))

    assert assessment.newest.reason == "cannot_tell"
    assert ("above_10_after_6_months" in codes(assessment)) is holds


@pytest.mark.parametrize(("limit", "holds"), [("0.2", True), ("1", True)])
def test_a_lost_mmr_stands_past_a_result_that_may_be_above_it(limit, holds):
    assessment = assessed(percent("0.05", 18), percent("0.5", 21), other("less_than", 24, limit))

    assert ("mmr_lost" in codes(assessment)) is holds


# Nobody said whether a mutation matters.
def test_an_unclear_and_a_reported_mutation_are_both_listed():
    rows = (Mutation(at_month(16), "F317L", True), Mutation(at_month(17), "E255K"))

    assert codes(assess_history(replace(history(percent("0.02", 18)), mutations=rows))) == [
        "mutation_reported",
        "mutation_unclear",
    ]
