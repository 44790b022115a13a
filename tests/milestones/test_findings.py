"""What holds for the newest test: the trend's findings, other scales,
and what explains or limits the test."""

from dataclasses import replace
from datetime import timedelta

import pytest

from milestones.history import Mutation
from milestones.trends import Finding
from tests.milestones.builders import (
    START,
    assess_history,
    assessed,
    at_month,
    codes,
    finding,
    history,
    other,
    percent,
    ratio,
    tki,
)


def test_another_laboratory_is_named_with_both_days():
    changed = finding(assessed(percent("0.05", 18, lab="A"), percent("0.05", 21, lab="B")), "lab_changed")

    assert changed == Finding("lab_changed", "none", at_month(21), at_month(18), since=at_month(21))


def test_another_scale_is_named_with_both_days():
    changed = finding(assessed(percent("0.05", 18), ratio("0.05", 21)), "scale_changed")

    assert changed == Finding("scale_changed", "none", at_month(21), at_month(18), since=at_month(21))


def test_a_small_sample_is_named():
    small = finding(assessed(percent("0.05", 18, copies=500)), "small_sample")

    assert small == Finding("small_sample", "none", at_month(18), since=at_month(18))


def test_a_plain_ratio_of_the_day_of_a_standardised_test_is_not_asked():
    """The International Scale speaks for a day on which it was used."""
    both = assessed(percent("0.05", 18), ratio("0.05", 18), percent("0.05", 21), ratio("0.5", 21))

    assert codes(both, "discuss") == []


def test_of_another_scale_only_the_alarms_are_listed():
    steady_elsewhere = [ratio("0.5", 12, lab="B"), ratio("0.5", 13, lab="B")]
    risen_elsewhere = [ratio("0.5", 12, lab="B"), ratio("5", 13, lab="B")]
    own = [ratio("1", 14, lab="A"), ratio("9", 15, lab="A")]

    assert "within_wobble" not in codes(assessed(*steady_elsewhere, *own))
    assert "rise_from_previous" in codes(assessed(*risen_elsewhere, ratio("1", 14, lab="A")))


def test_a_test_too_vague_to_be_judged_keeps_no_calm_from_before():
    vague = assessed(percent("0.05", 18), percent("0.06", 21), other("less_than", 24, "0.5"))

    assert (vague.results[-1].reason, codes(vague)) == ("cannot_tell", [])


WORKED_LESS_WELL = [
    tki(stop=at_month(12), why="working_less_well"),
    tki("dasatinib", at_month(12)),
]


def test_a_rise_on_the_line_after_a_medicine_that_worked_less_well_is_found():
    """Only what was seen before the change is forgotten, not what followed it."""
    rows = [percent("12", 11), percent("0.05", 18), percent("0.3", 21)]

    found = assessed(*rows, treatments=WORKED_LESS_WELL)

    assert finding(found, "rise_from_previous").compared_with == at_month(18)
    assert finding(found, "mmr_lost").compared_with == at_month(18)


def test_a_number_from_before_a_medicine_that_worked_less_well_is_nobodys_previous():
    rows = [percent("5", START - timedelta(days=9)), percent("60", 13)]

    assert codes(assessed(*rows, treatments=WORKED_LESS_WELL)) == []


def test_why_the_present_medicine_ended_forgets_nothing():
    treatments = [
        tki(stop=at_month(12), why="side_effects"),
        tki("dasatinib", at_month(12), at_month(25), why="working_less_well"),
    ]

    found = assessed(percent("0.05", 11), percent("0.5", 18), treatments=treatments)

    assert finding(found, "mmr_lost").compared_with == at_month(11)


def test_the_wobble_is_drawn_from_the_test_before_one_of_unstated_depth():
    found = assessed(percent("0.05", 18), other("not_detected", 21))

    assert (found.wobble.from_on, found.wobble.to_on) == (at_month(18), at_month(21))


def test_a_resistance_mutation_is_dated_by_its_report():
    made = replace(
        history(percent("0.05", 18)), mutations=(Mutation(at_month(17), "T315I", resistance=True),)
    )

    reported = finding(assess_history(made), "mutation_reported")

    assert reported == Finding("mutation_reported", "soon", at_month(17), since=at_month(17))


@pytest.mark.parametrize(("why", "lowest"), [("side_effects", at_month(9)), ("working_less_well", None)])
def test_before_the_first_test_of_a_line_nothing_is_compared_and_no_pattern_stands(why, lowest):
    """What was lowest carries over, unless the last medicine ended because it was working less well."""
    rows = [percent("0.05", 9), percent("2", 11)]
    switched = [tki(stop=at_month(12), why=why), tki("dasatinib", at_month(12))]

    made = assessed(*rows, treatments=switched, today=at_month(13))

    assert (made.trend.pattern, made.wobble, made.trend.findings) == (None, None, ())
    assert (made.lowest and made.lowest.collected_on) == lowest


def test_what_follows_a_day_with_two_results_is_looked_at_too():
    made = assessed(percent("0.05", 18), percent("0.06", 18), percent("0.5", 21))

    assert finding(made, "mmr_lost").result == at_month(21)
