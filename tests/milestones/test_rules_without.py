"""Without treatment and back on it: deep rises, the first months, MMR not regained."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.milestones.builders import (
    assessed,
    at_month,
    codes,
    finding,
    other,
    percent,
    tki,
)

STOP = at_month(60)
TRYING = [tki(stop=STOP, why="treatment_free_remission")]
RESTARTED = [*TRYING, tki(start=at_month(66))]


def after_stop(days: int):
    return STOP + timedelta(days=days)


# deep_rise_off_treatment: ten-fold above the result before, even below 0.01%.
@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("0.0008", "0.00799", False),
        ("0.0008", "0.008", True),
        ("0.0008", "0.0095", True),
        ("0.005", "0.05", True),
        ("0.005", "0.0499", False),
    ],
)
def test_ten_fold_above_the_result_before_without_treatment(before, value, expected):
    results = percent(before, after_stop(150)), percent(value, after_stop(180))

    found = codes(assessed(percent("0.005", 59), *results, treatments=TRYING))

    assert ("deep_rise_off_treatment" in found) is expected


def test_it_takes_the_place_of_both_deep():
    rise = assessed(percent("0.0008", after_stop(150)), percent("0.0095", after_stop(180)), treatments=TRYING)

    assert codes(rise) == ["deep_rise_off_treatment"]
    assert finding(rise, "deep_rise_off_treatment").severity == "discuss"
    assert finding(rise, "deep_rise_off_treatment").compared_with == after_stop(150)
    assert (rise.now.severity, rise.next_test.why) == ("discuss", "discuss")


def test_on_treatment_a_rise_that_deep_says_nothing():
    assert codes(assessed(percent("0.0008", 57), percent("0.0095", 60))) == ["both_deep"]


# or above 0.0032% within 100 days of the stop, when the last result on treatment was at MR4.5.
@pytest.mark.parametrize(
    ("last", "days", "value", "expected"),
    [
        ("0.0032", 100, "0.0033", True),
        ("0.0032", 101, "0.0033", False),
        ("0.0032", 100, "0.0032", False),
        ("0.0033", 100, "0.0034", False),
        ("0.0008", 30, "0.0033", True),
    ],
)
def test_mr45_lost_soon_after_the_stop(last, days, value, expected):
    assessment = assessed(percent(last, 59), percent(value, after_stop(days)), treatments=TRYING)

    assert ("deep_rise_off_treatment" in codes(assessment)) is expected


def test_the_last_result_on_treatment_is_the_one_that_counts():
    results = percent("0.001", 56), percent("0.005", 59), percent("0.009", after_stop(60))

    assert "deep_rise_off_treatment" not in codes(assessed(*results, treatments=TRYING))


def test_any_stop_counts_for_a_deep_rise():
    rows = [tki(stop=STOP, why="pregnancy")]

    assert "deep_rise_off_treatment" in codes(
        assessed(percent("0.001", 59), percent("0.004", after_stop(60)), treatments=rows)
    )


# recovering: above 0.1% in the first 3 months of a restart. 66 months are day 2009 (rounded up).
@pytest.mark.parametrize(
    ("months", "value", "expected"),
    [(68.9, "0.1001", True), (68.9, "0.1", False), (69.1, "0.1001", False), (66.1, "8", True)],
)
def test_recovering_in_the_first_three_months_of_a_restart(months, value, expected):
    assessment = assessed(percent("0.5", 65.9), percent(value, months), treatments=RESTARTED)

    assert ("recovering" in codes(assessment, "discuss")) is expected


def test_the_level_is_at_most_discuss_in_the_first_three_months():
    """Two per cent falling, or even rising: nobody is called before the medicine had its time."""
    early = assessed(percent("0.05", 60.5), percent("2", 65.9), percent("5", 68), treatments=RESTARTED)
    late = assessed(percent("0.05", 60.5), percent("2", 65.9), percent("5", 69.5), treatments=RESTARTED)

    assert (early.newest.category, early.newest.severity) == ("failure", "discuss")
    assert (early.now.severity, early.trend.pattern) == ("discuss", None)
    assert (late.newest.severity, late.now.severity) == ("soon", "soon")


def test_off_it_again_in_the_first_months_an_alarm_is_not_calmed():
    rows = [*TRYING, tki(start=at_month(66), stop=at_month(67), why="treatment_free_remission")]

    assessment = assessed(percent("0.5", 65.9), percent("0.5", 68), treatments=rows)

    assert finding(assessment, "above_mmr_off_treatment").severity == "soon"
    assert "recovering" not in codes(assessment)


# mmr_not_regained: from 3 months on the newest two above 0.1%, both since the restart, MMR not reached since.
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("0.5", 67), ("0.1001", 69.1)], True),
        ([("0.5", 67), ("0.1", 69.1)], False),
        ([("0.1", 67), ("0.5", 69.1)], False),
        ([("0.5", 67), ("0.5", 68.9)], False),
        ([("0.5", 65.9), ("0.5", 69.1)], False),
        ([("0.09", 67), ("0.5", 70), ("0.5", 73)], False),
        ([("0.5", 67), ("0.5", 70), ("0.5", 73)], True),
    ],
)
def test_mmr_not_regained(rows, expected):
    results = [percent("0.05", 59), *(percent(value, months) for value, months in rows)]

    assessment = assessed(*results, treatments=RESTARTED)

    assert ("mmr_not_regained" in codes(assessment, "soon")) is expected


def test_a_result_of_unstated_depth_between_is_skipped():
    rows = percent("0.5", 67), other("not_detected", 68), percent("0.5", 69.5)

    # "not detected" may meet MMR even where the report does not say how deep it saw: then it was regained
    assert "mmr_not_regained" not in codes(assessed(*rows, treatments=RESTARTED))
    vague = percent("0.5", 67), other("less_than", 68, "5"), percent("0.5", 69.5)
    assert "mmr_not_regained" not in codes(assessed(*vague, treatments=RESTARTED))


def test_on_a_first_line_nothing_was_lost():
    assert "mmr_not_regained" not in codes(assessed(percent("0.5", 67), percent("0.5", 70)))


# What carries over a restart: the previous result; the lowest and MMR start afresh.
def test_after_a_restart_only_the_previous_result_carries_over():
    fall = assessed(
        percent("0.002", 58),
        percent("0.5", 64),
        percent("2", 65.9),
        percent("0.4", 69.5),
        treatments=RESTARTED,
    )

    assert codes(fall) == ["falling"]
    assert (finding(fall, "falling").compared_with, fall.lowest.collected_on) == (
        at_month(65.9),
        at_month(69.5),
    )
    assert fall.trend.pattern is None


def test_two_rises_count_back_across_a_restart():
    rise = assessed(percent("0.02", 64), percent("0.05", 65.9), percent("0.09", 67), treatments=RESTARTED)

    assert finding(rise, "two_rises").compared_with == at_month(64)


def test_before_the_first_test_after_a_restart_there_is_no_lowest():
    assessment = assessed(percent("0.002", 58), today=at_month(67), treatments=RESTARTED)

    assert assessment.lowest is None


def test_a_sample_of_the_restart_day_belongs_to_the_old_line():
    judged = assessed(percent("0.5", at_month(66)), treatments=RESTARTED).results[0]

    assert (judged.line, judged.reason) == (1, "off_treatment")


def test_an_alarm_without_treatment_ends_when_the_medicine_is_taken_up_again_unseen():
    """Taken up and ended again between two tests: the alarm was of the time before."""
    once = [tki(stop=STOP, why="pregnancy")]
    again = [*once, tki(start=at_month(64), stop=at_month(65), why="pregnancy")]
    results = percent("0.05", 59), percent("0.3", 62), percent("0.05", 66)

    assert "above_mmr_off_treatment" in codes(assessed(*results, treatments=once))
    assert "above_mmr_off_treatment" not in codes(assessed(*results, treatments=again))


# above_mmr_off_treatment holds until treatment restarts, even before the first test back on it.
@pytest.mark.parametrize(("days", "held"), [(-1, True), (0, True), (1, False)])
def test_the_alarm_without_treatment_ends_when_the_medicine_is_taken_again(days, held):
    again = after_stop(60)
    treatments = [tki(stop=STOP, why="pregnancy"), tki(start=again)]
    results = percent("0.05", 57), percent("0.15", after_stop(40))

    found = assessed(*results, treatments=treatments, today=again + timedelta(days=days))

    assert ("above_mmr_off_treatment" in codes(found)) is held
    assert (found.now.severity, "mmr_lost" in codes(found)) == ("soon" if held else "discuss", True)


def test_a_finding_says_what_it_was_compared_with_and_how_far_it_rose():
    ten_fold = assessed(
        percent("0.005", 59),
        percent("0.0008", after_stop(150)),
        percent("0.0096", after_stop(180)),
        treatments=TRYING,
    )
    lost = assessed(percent("0.0008", 59), percent("0.0036", after_stop(60)), treatments=TRYING)
    not_regained = assessed(
        percent("0.05", 59), percent("0.5", 67), percent("0.8", 69.5), treatments=RESTARTED
    )

    told = [
        finding(ten_fold, "deep_rise_off_treatment"),
        finding(lost, "deep_rise_off_treatment"),
        finding(not_regained, "mmr_not_regained"),
    ]
    assert [(row.compared_with, row.fold) for row in told] == [
        (after_stop(150), Decimal(12)),
        (at_month(59), Decimal("4.5")),
        (at_month(67), Decimal("1.6")),
    ]


def test_the_sample_of_the_restart_day_is_not_since_the_restart():
    """Nor is it "just restarted": the medicine had no time yet."""
    rows = percent("0.05", 59), percent("0.5", at_month(66)), percent("0.5", 69.1)

    assert "mmr_not_regained" not in codes(assessed(*rows, treatments=RESTARTED))
