"""A steady level: what makes one, at each border,
and which findings it does and does not make less serious."""

from dataclasses import replace
from decimal import Decimal

import pytest

from milestones.history import BloodCount, Marrow, Mutation
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

YEARS = every(4.1, "1.5", "1.4", "1.6", "1.5", start=36)


def is_steady(*results, **facts) -> bool:
    return "steady_level" in codes(assessed(*results, **facts))


def on_days(*days: int, value: str = "0.5"):
    return [percent(value, day(number)) for number in days]


def test_a_year_of_results_near_the_newest_is_steady():
    found = finding(assessed(*YEARS), "steady_level")

    assert (found.severity, found.result, found.compared_with) == (
        "steady",
        YEARS[-1].collected_on,
        at_month(36),
    )
    assert round(found.fold, 2) == Decimal("1.00")


# At least 12 months long: 365 days are 11.99 months, 366 days 12.02.
@pytest.mark.parametrize(("last", "expected"), [(365, False), (366, True)])
def test_the_run_is_at_least_12_months_long(last, expected):
    assert is_steady(*on_days(1000, 1200, 1000 + last)) is expected


def test_the_run_has_at_least_three_results():
    assert not is_steady(*on_days(1000, 1400))
    assert is_steady(*on_days(1000, 1200, 1400))


# No gap over 14 months: 426 days are 13.996 months, 427 days 14.03.
@pytest.mark.parametrize(("gap", "expected"), [(426, True), (427, False)])
def test_no_gap_is_over_14_months(gap, expected):
    assert is_steady(*on_days(1000, 1000 + gap, 1030 + gap)) is expected


# Each above 0.1% and within 2-fold of the newest; 2.0 is out.
@pytest.mark.parametrize(
    ("first", "expected"), [("0.9999", True), ("1", False), ("0.2501", True), ("0.25", False)]
)
def test_each_is_within_two_fold_of_the_newest(first, expected):
    rows = [percent(first, day(1000)), *on_days(1200, 1400)]

    assert is_steady(*rows) is expected


@pytest.mark.parametrize(("low", "expected"), [("0.1001", True), ("0.1", False)])
def test_each_is_above_0_1_percent(low, expected):
    rows = [percent(low, day(1000)), percent("0.15", day(1200)), percent("0.15", day(1400))]

    assert is_steady(*rows) is expected
    newest = [percent("0.15", day(1000)), percent("0.15", day(1200)), percent(low, day(1400))]
    assert is_steady(*newest) is expected


# The newest at most 10% where MMR was never reached, 1% where it was.
@pytest.mark.parametrize(
    ("value", "mmr", "expected"),
    [
        ("10", False, True),
        ("10.01", False, False),
        ("1", True, True),
        ("1.01", True, False),
        ("1.01", False, True),
    ],
)
def test_how_high_a_steady_level_may_be(value, mmr, expected):
    before = [percent("0.1", day(800))] if mmr else []

    assert is_steady(*before, *on_days(1000, 1200, 1400, value=value)) is expected


def test_another_laboratory_does_not_break_the_run():
    rows = [
        percent("0.5", day(1000 + 200 * step), lab=lab)
        for step, lab in enumerate(["City", "Harbour", "City"])
    ]

    assert is_steady(*rows)


def test_a_result_of_unstated_depth_is_skipped():
    rows = on_days(1000, 1200, 1400)

    assert is_steady(*rows[:2], other("not_detected", day(1300)), rows[2])


def test_a_value_far_off_breaks_the_run_at_its_place():
    rows = [*on_days(1000), percent("2", day(1100)), *on_days(1200, 1400, 1600)]

    assert finding(assessed(*rows), "steady_level").compared_with == day(1200)


def test_a_run_of_another_line_does_not_count():
    switched = [tki(stop=day(1210), why="side_effects"), tki("dasatinib", day(1210), keep_clock=True)]

    assert not is_steady(*on_days(1000, 1200, 1400), treatments=switched)


def test_nothing_off_treatment_is_called_steady():
    stopped = [tki(stop=day(1390), why="pregnancy")]

    assert not is_steady(*on_days(1000, 1200, 1400), treatments=stopped)


def test_an_interval_without_an_end_is_not_steady():
    assert not is_steady(*(other("above_limit", day(number), "5") for number in (1000, 1200, 1400)))


# What it makes less serious: every "soon" about the level, of results too.
def test_soon_becomes_discuss_and_no_earlier_verdict_changes():
    assessment = assessed(*YEARS)

    assert [(row.category, row.severity) for row in assessment.results] == [
        ("failure", "soon"),
        ("failure", "soon"),
        ("failure", "soon"),
        ("failure", "discuss"),
    ]
    assert (assessment.now.severity, assessment.now.because) == ("discuss", ("result",))


def test_findings_of_the_level_are_calmed_and_there_is_no_pattern():
    rows = [percent("0.02", 30), *every(4.1, "0.5", "0.5", "0.5", "0.5", start=36)]

    assessment = assessed(*rows)

    assert codes(assessment, "soon") == []
    assert finding(assessment, "mmr_lost_confirmed").severity == "discuss"
    assert finding(assessment, "tenfold_above_lowest").severity == "discuss"
    assert assessment.trend.pattern is None
    assert assessed(*rows[:-1]).trend.pattern == "secondary"


def test_the_next_test_is_due_as_before_mmr():
    due = assessed(*YEARS).next_test

    assert (due.why, due.from_.isoformat(), due.by.isoformat()) == ("before_mmr", "2028-04-11", "2028-05-11")


def test_another_guideline_is_calmed_alike():
    """NCCN calls 12% red like ELN a failure; 1.5% is yellow there, no other severity than ours."""
    assert assessed(*YEARS).other_guidelines == ()


# What it leaves as it is.
def with_beside(**lists):
    return assess_history(replace(history(*YEARS), **lists))


def test_a_mutation_beside_it_stays_soon_and_decides_the_next_test():
    assessment = with_beside(mutations=(Mutation(at_month(47), "T315I"),))

    assert (assessment.now.severity, assessment.now.because) == ("soon", ("mutation_reported",))
    assert assessment.next_test.why == "soon"


def test_a_karyotype_beside_it_decides_the_next_test():
    assessment = with_beside(marrow=(Marrow(at_month(47), karyotype="46,XX,t(9;22),i(17q)"),))

    assert assessment.next_test.why == "discuss"


def test_a_blood_count_beside_it_stays_what_it_is():
    assessment = with_beside(blood_counts=(BloodCount(at_month(48), neutrophils=Decimal("0.3")),))

    assert (assessment.now.severity, assessment.next_test.why) == ("today", "before_mmr")


def test_the_finding_is_compared_with_the_first_of_its_whole_run():
    rows = [percent("1.6", day(1000)), *on_days(1200, 1400, value="1.5"), percent("2", day(1600))]

    found = finding(assessed(*rows), "steady_level")

    assert (found.compared_with, found.fold) == (day(1000), Decimal("1.25"))


def test_a_level_that_steadiness_eases_says_that_it_was_eased():
    """Above 1% at any time ELN says failure, "soon"; a steady one is worth asking about, and says so."""
    newest = assessed(*YEARS).newest

    assert (newest.category, newest.severity, newest.capped) == ("failure", "discuss", True)
