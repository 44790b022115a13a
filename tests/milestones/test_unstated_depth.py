"""A result of unstated depth: it keeps what held before it, and clears no alarm."""

from decimal import Decimal

import pytest

from tests.milestones.builders import (
    assessed,
    at_month,
    codes,
    every,
    finding,
    other,
    percent,
    tki,
)


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


def test_an_unstated_depth_is_noted_on_its_own_day():
    found = finding(assessed(percent("0.05", 18), other("not_detected", 21)), "depth_unknown")

    assert (found.severity, found.result, found.since) == ("none", at_month(21), at_month(21))


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


# A result of unstated depth keeps what held for at most two in a row, and never serves as another's previous.
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
