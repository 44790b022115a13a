"""Primary: it never worked well enough. Secondary (checked first): it did at first."""

import pytest

from milestones.history import Mutation
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    day,
    every,
    history,
    other,
    percent,
    tki,
)


def pattern(*results, **facts) -> str | None:
    return assessed(*results, **facts).trend.pattern


# Primary: the newest judged result is failing, uncapped, from the 6-month row on; nothing on track before.
@pytest.mark.parametrize(
    ("results", "guideline", "expected"),
    [
        ([percent("12", 6)], "eln-2020", "primary"),
        ([percent("10", 6)], "eln-2020", None),
        ([percent("1.0001", 12)], "eln-2020", "primary"),
        ([percent("1", 12)], "eln-2020", None),
        ([percent("1.1", 24)], "eln-2020", "primary"),
        ([percent("12", 6)], "nccn-2024", "primary"),
        ([percent("10", 12)], "nccn-2024", None),
        ([percent("12", 12)], "nccn-2024", "primary"),
        ([percent("12", 5.2)], "eln-2020", None),
        ([percent("1.1", 10.6)], "eln-2020", None),
        ([percent("20", day(80)), percent("20", day(120))], "eln-2020", None),
        ([percent("1", 6), percent("1.5", 12)], "eln-2020", None),
        ([percent("1.1", 6), percent("1.5", 12)], "eln-2020", "primary"),
        ([percent("1", 3), percent("1.5", 12)], "eln-2020", None),
        ([percent("10", 6), percent("11", 9)], "nccn-2024", None),
        ([percent("10.1", 6), percent("11", 9)], "nccn-2024", "primary"),
    ],
)
def test_primary_is_a_response_that_never_was(results, guideline, expected):
    assert pattern(*results, guideline=guideline) == expected


def test_primary_is_about_the_newest_judged_result():
    assert pattern(percent("12", 6), other("no_result", 8)) == "primary"
    assert pattern(percent("12", 6), percent("5", 8)) is None


def test_primary_counts_each_clock_anew():
    rows = [tki(stop=at_month(20), why="side_effects"), tki("dasatinib", at_month(20), keep_clock=False)]

    assert pattern(percent("0.9", 12), percent("12", 26.5), treatments=rows) == "primary"


def test_a_kept_clock_remembers_what_was_reached():
    rows = [tki(stop=at_month(10), why="side_effects"), tki("dasatinib", at_month(10), keep_clock=True)]

    assert pattern(percent("0.9", 6), percent("1.5", 13), treatments=rows) is None


def test_after_a_switch_there_is_no_pattern_before_a_test():
    rows = [tki(stop=at_month(20)), tki("dasatinib", at_month(20))]

    assert pattern(percent("12", 19), treatments=rows) == "primary"
    assert pattern(percent("12", 19), treatments=rows, today=at_month(21)) is None


# Secondary: a level or MMR had been reached, the rise is beyond the wobble, and failing or a soon rise holds.
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.05", "1.1"), "secondary"),
        (("0.9", "1.9"), "secondary"),
        (("0.9", "1.7"), None),
        (("0.05", "0.5"), "secondary"),
        (("0.05", "0.4"), None),
        (("0.1", "0.1001", "0.2"), "secondary"),
        (("0.1", "0.1001", "0.1999"), None),
        (("0.001", "0.09"), None),
        (("4", "0.9", "0.95"), None),
    ],
)
def test_secondary_is_a_response_that_was_lost(values, expected):
    assert pattern(*every(3, *values, start=18)) == expected


def test_secondary_off_treatment_to_try_without():
    rows = [tki(stop=at_month(60), why="treatment_free_remission")]

    assert pattern(percent("0.02", 59), percent("0.11", 62), treatments=rows) == "secondary"
    assert pattern(percent("0.09", 59), percent("0.11", 62), treatments=rows) is None


def test_a_loss_inside_the_wobble_has_no_pattern_even_if_above_1():
    assert pattern(*every(3, "0.9", "1.1", start=18)) is None


def test_secondary_is_looked_for_first():
    """Failing at 12 months after MMR on the line before: reached then, lost now."""
    rows = [tki(stop=at_month(20), why="side_effects"), tki("dasatinib", at_month(20))]

    assert pattern(percent("0.05", 19), percent("12", 26.5), treatments=rows) == "secondary"


def test_a_mutation_alone_is_no_pattern():
    made = history(percent("0.02", 18))
    made = made.__class__(
        made.person, made.treatments, made.results, mutations=(Mutation(at_month(17), "T315I", True),)
    )

    assert assess_history(made).trend.pattern is None


def test_the_goal_moves_the_level_that_had_to_be_reached():
    """NCCN, treatment-free remission: light green is not on track, but the 6-month row's 10% still is."""
    facts = {"guideline": "nccn-2024", "goal": "treatment_free_remission"}

    assert pattern(percent("0.5", 12), percent("12", 18), **facts) == "secondary"


# Never after a transplant, in the first 3 months of a restart, with a steady level, or while falling.
def test_no_pattern_after_a_transplant():
    rise = percent("0.02", 21), percent("2", 24)

    assert pattern(*rise) == "secondary"
    assert pattern(*rise, transplant_on=at_month(10)) is None


@pytest.mark.parametrize(("months", "expected"), [(68.9, None), (69.1, "secondary")])
def test_no_pattern_in_the_first_three_months_of_a_restart(months, expected):
    rows = [tki(stop=at_month(60), why="treatment_free_remission"), tki(start=at_month(66))]

    assert pattern(percent("0.05", 66.5), percent("2", months), treatments=rows) == expected


@pytest.mark.parametrize(("newest", "expected"), [("12", "primary"), ("5.9", None)])
def test_no_pattern_while_the_newest_is_falling(newest, expected):
    """12% at month 12, then half of it: still a failure by the table, and falling."""
    assert pattern(percent("12", 6), percent(newest, 13)) == expected
