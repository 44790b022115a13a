"""What is said besides the trend: another laboratory or scale, a small sample, mutations."""

from dataclasses import replace

import pytest

from milestones.history import Mutation
from tests.milestones.builders import (
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


# T315I in the name means resistance, whatever was said.
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


# Nobody said whether a mutation matters.
def test_an_unclear_and_a_reported_mutation_are_both_listed():
    rows = (Mutation(at_month(16), "F317L", True), Mutation(at_month(17), "E255K"))

    assert codes(assess_history(replace(history(percent("0.02", 18)), mutations=rows))) == [
        "mutation_reported",
        "mutation_unclear",
    ]
