"""One result's verdict: why there is none and in which order; to whom the milestones apply."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from milestones.history import Result
from milestones.verdicts import REASONS, weight_on_a_day
from tests.milestones.builders import (
    START,
    assess_history,
    assessed,
    at_month,
    codes,
    day,
    history,
    other,
    percent,
    ratio,
    tki,
    verdict,
)


def test_the_reasons_stand_in_the_order_they_are_looked_for():
    assert REASONS == (
        "no_result",
        "marrow",
        "atypical_transcript",
        "not_on_is",
        "not_for_these_milestones",
        "no_treatment",
        "before_treatment",
        "off_treatment",
        "too_early",
        "cannot_tell",
    )


# Each history lacks everything from its reason on: the first reason that applies is given.
BEFORE = day(-5)
STOPPED = [tki(stop=day(50))]
ALL_WRONG = {"transcript": "atypical", "phase": "blast"}
FIRST_REASONS = [
    ("no_result", other("no_result", BEFORE, specimen="marrow"), STOPPED, ALL_WRONG),
    ("marrow", ratio("1", BEFORE, specimen="marrow"), STOPPED, ALL_WRONG),
    ("atypical_transcript", ratio("1", BEFORE), STOPPED, ALL_WRONG),
    ("not_on_is", ratio("1", BEFORE), STOPPED, {"phase": "blast"}),
    ("not_for_these_milestones", percent("1", BEFORE), STOPPED, {"phase": "blast"}),
    ("not_for_these_milestones", percent("1", 6), [], {"phase": "blast"}),
    ("no_treatment", percent("1", BEFORE), [], {}),
    ("before_treatment", percent("1", BEFORE), STOPPED, {}),
    ("off_treatment", percent("1", day(60)), STOPPED, {}),
    ("too_early", other("less_than", day(60), "50"), None, {}),
    ("cannot_tell", other("less_than", day(80), "50"), None, {}),
]


@pytest.mark.parametrize(("reason", "result", "treatments", "facts"), FIRST_REASONS)
def test_the_first_reason_that_applies_is_given(reason, result, treatments, facts):
    judged = verdict(result, treatments=treatments, today=day(1000), **facts)

    assert (judged.reason, judged.category, judged.severity) == (reason, None, "none")


@pytest.mark.parametrize(
    ("phase", "made_for"), [("chronic", True), ("unknown", True), ("accelerated", False), ("blast", False)]
)
def test_the_milestones_are_made_for_chronic_phase(phase, made_for):
    assessment = assessed(percent("0.02", 20), percent("0.5", 24), phase=phase)

    assert assessment.results[1].reason == (None if made_for else "not_for_these_milestones")
    assert codes(assessment, "soon") == ["tenfold_above_lowest"]
    assert ("phase_unknown" in assessment.notes) == (phase == "unknown")


@pytest.mark.parametrize(("days", "reason"), [(-1, None), (0, None), (1, "not_for_these_milestones")])
def test_after_a_transplant_there_is_no_verdict(days, reason):
    made = history(percent("0.05", day(900 + days)), transplant_on=day(900))

    assert assess_history(made, today=day(1500)).results[0].reason == reason


@pytest.mark.parametrize(
    ("born", "diagnosed", "reason"),
    [
        (2006, date(2023, 12, 20), "not_for_these_milestones"),
        (2005, date(2023, 12, 20), None),
        (None, date(2023, 12, 20), None),
        (2007, None, "not_for_these_milestones"),
        (2006, None, None),
        (2006, date(2024, 12, 20), None),
    ],
)
def test_under_18_at_diagnosis_there_is_no_verdict_where_it_is_sure(born, diagnosed, reason):
    """Without a date of diagnosis the first medicine or the first result stands for it."""
    judged = verdict(percent("0.05", 24), born_year=born, diagnosed_on=diagnosed)

    assert judged.reason == reason


def test_the_first_result_stands_for_the_diagnosis_where_it_is_older_than_the_medicine():
    judged = assessed(percent("62", date(2023, 12, 20)), percent("0.05", 24), born_year=2006).results

    assert [row.reason for row in judged] == ["not_for_these_milestones"] * 2


def test_a_year_of_birth_with_nothing_else_known_decides_nothing():
    assert assess_history(history(treatments=[], born_year=2020), today=START).notes == (
        "newer_guideline_exists",
    )


@pytest.mark.parametrize(
    ("transcript", "reason"), [("typical", None), ("unknown", None), ("atypical", "atypical_transcript")]
)
def test_the_scale_holds_for_typical_transcripts_only(transcript, reason):
    judged = verdict(percent("0.05", 24), transcript=transcript)

    assert judged.reason == reason
    assert judged.high == (None if reason else Decimal("0.05"))


def test_no_later_result_changes_an_earlier_verdict():
    results = [
        percent(value, 3 * step) for step, value in enumerate(["9", "0.5", "12", "0.02", "2"], start=1)
    ]

    each = [assessed(*results[:count]).results for count in range(1, 6)]

    assert all(list(each[-1][: len(row)]) == list(row) for row in each)


def test_off_treatment_there_is_no_verdict_and_the_trend_runs():
    rows = [tki(stop=at_month(30), why="pregnancy")]

    assessment = assessed(percent("0.02", 29), percent("0.3", 33), treatments=rows)

    assert [row.reason for row in assessment.results] == [None, "off_treatment"]
    assert "tenfold_above_lowest" in codes(assessment)
    assert (assessment.on_treatment, assessment.checkpoints) == (False, ())
    assert "team_knows_i_stopped" in [row.code for row in assessment.prompts]


def test_a_judged_result_shows_what_it_was_judged_from():
    result = Result(at_month(12), "value", Decimal("4"), "mr", key="7")

    judged = verdict(result)

    assert (judged.mr, judged.low, judged.high, judged.detected) == (
        4,
        Decimal("0.01"),
        Decimal("0.01"),
        True,
    )
    assert (judged.result.key, judged.collected_on, judged.depth_stated) == ("7", at_month(12), True)


def test_a_result_without_an_interval_shows_nothing():
    judged = verdict(other("no_result", 12))

    assert (judged.low, judged.high, judged.mr, judged.detected) == (None, None, None, None)
    assert (judged.depth_stated, judged.level) == (False, "not_scored")


def test_a_censored_value_has_no_mr():
    assert verdict(other("less_than", 12, "0.01")).mr is None
    assert verdict(percent("0.01", 12)).mr == 4


def test_entry_order_never_matters():
    rows = [percent(value, 3 * step) for step, value in enumerate(["9", "0.5", "0.12", "0.02"], start=1)]
    made = history(*rows)

    assert assess_history(replace(made, results=tuple(rows[::-1]))) == assess_history(made)


def test_results_after_today_are_left_out_and_listed():
    assessment = assessed(percent("0.05", 24), percent("5", 27), today=at_month(24))

    assert len(assessment.results) == 1
    assert [(row.collected_on, row.why) for row in assessment.left_out] == [(at_month(27), "after_today")]


def test_what_stands_for_a_day_is_what_says_most_then_what_is_highest():
    """A failed test, one not fit to score, one on no scale, one of unstated depth, then by the upper end."""
    rows = [
        other("no_result", 18),
        other("not_detected", 18, copies=500),
        ratio("5", 18),
        other("not_detected", 18),
        percent("0.01", 18),
        other("below_quantification", 18, "0.05"),
        percent("0.05", 18),
        other("above_limit", 18, "55"),
    ]

    weights = [weight_on_a_day(verdict(row)) for row in rows]

    unbounded = Decimal("Infinity")
    assert weights == [
        (0, 0, 0),
        (1, unbounded, 0),
        (2, 0, 0),
        (3, Decimal("0.1"), 0),
        (4, Decimal("0.01"), Decimal("0.01")),
        (4, Decimal("0.05"), 0),
        (4, Decimal("0.05"), Decimal("0.05")),
        (4, unbounded, 55),
    ]
    assert weights == sorted(weights)


@pytest.mark.parametrize(
    ("guideline", "goal", "month", "target"),
    [
        ("eln-2020", "unset", 2, None),
        ("eln-2020", "unset", 3, "10"),
        ("eln-2020", "unset", 6, "1"),
        ("eln-2020", "unset", 20, "0.1"),
        ("nccn-2024", "unset", 12, "1"),
        ("nccn-2024", "treatment_free_remission", 12, "0.1"),
    ],
)
def test_target_is_the_highest_value_on_track_in_the_row_that_judges(guideline, goal, month, target):
    judged = verdict(percent("0.5", month), guideline=guideline, goal=goal)

    assert judged.target_percent == (None if target is None else Decimal(target))
