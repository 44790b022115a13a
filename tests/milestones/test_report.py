"""The assessment as JSON values: what is left empty, what is rounded, what stays exact."""

import json
from dataclasses import replace
from decimal import Decimal

from milestones.history import BloodCount
from milestones.report import write_assessment
from tests.milestones.builders import (
    assess_history,
    assessed,
    at_month,
    day,
    history,
    other,
    percent,
    ratio,
    tki,
)


def written(*results, **facts) -> dict:
    """The assessment as written, after one round trip through JSON."""
    return json.loads(json.dumps(write_assessment(assessed(*results, **facts))))


def fact(code, needs, has=None, met=None):
    return {"code": code, "needs": needs, "has": has, "met": met}


# A person on imatinib for three months in blast phase without a result; the transcript is typical.
NOTHING_SAID = {
    "nccn-2020": [
        fact("age", "18"),
        fact("phase", "chronic", "blast", False),
        fact("transcript", "typical", "typical", True),
        fact("tki_years", "3", "0.3", False),
        fact("mr4_years", "2"),
        fact("sees_mr4.5", "0.0032"),
    ],
    "eln-2020": [
        fact("phase", "chronic", "blast", False),
        fact("scale", "percent_is"),
        fact("line", "1", "1", True),
        fact("transcript", "typical", "typical", True),
        fact("tki_years", "5", "0.3", False),
        fact("mr4_years", "2"),
        fact("no_failure", "0", "0", True),
        fact("optimal", "5, 3 or 2"),
    ],
}


def test_nothing_entered_leaves_the_places_empty():
    assert written(today=at_month(3), phase="blast") == {
        "guideline": "eln-2020",
        "today": str(at_month(3)),
        "now": {"severity": "none", "because": ["no_result"]},
        "results": [],
        "checkpoints": [],
        "trend": {"severity": "none", "pattern": None, "findings": []},
        "counts": None,
        "reasons": [],
        "lowest": None,
        "baseline": None,
        "deep_response": {
            "since": None,
            "months": None,
            "tests": 0,
            "longest_gap_days": None,
            "not_counted": [],
        },
        "next_test": None,
        "other_guidelines": [],
        "prompts": [
            {"code": "first_visit_goals", "because": ["no_results"], "result": None},
            {"code": "specialist_once", "because": ["no_results"], "result": None},
        ],
        "notes": ["newer_guideline_exists"],
        "left_out": [],
        "time_without_treatment": NOTHING_SAID,
    }


def test_high_is_null_where_unbounded_and_both_where_there_is_no_interval():
    rows = written(other("above_limit", 3, "55"), ratio("5", 4), other("no_result", 5))["results"]

    assert [(row["low"], row["high"], row["mr"], row["detected"]) for row in rows] == [
        ("55", None, None, True),
        (None, None, None, None),
        (None, None, None, None),
    ]


def test_a_stored_value_keeps_its_zeros():
    assert written(percent("0.0030", 24))["results"][0]["low"] == "0.0030"


def test_times_less_from_a_censored_value_is_marked():
    limit = written(percent("62", day(-5)), other("less_than", 24, "0.01"))["baseline"]
    alone = written(percent("62", day(-5)), today=day(1))["baseline"]

    assert limit == {"collected_on": str(day(-5)), "value": "62", "times_less": "6200", "at_least": True}
    assert alone == {"collected_on": str(day(-5)), "value": "62", "times_less": None}


def test_a_deep_streak_is_written_with_what_did_not_count():
    rows = [percent("0.005", day(1000)), other("no_result", day(1100)), percent("0.004", day(1487))]

    assert written(*rows)["deep_response"] == {
        "since": str(day(1000)),
        "months": "16.00",
        "tests": 2,
        "longest_gap_days": 487,
        "not_counted": [{"collected_on": str(day(1100)), "why": "no_result"}],
    }


def test_months_are_those_of_the_line():
    lines = [tki(stop=day(400)), tki("dasatinib", day(400))]

    row = written(percent("0.05", day(887)), treatments=lines)["results"][0]

    assert (row["line"], row["months"]) == (2, "16.00")


def test_0_0032_percent_is_mr4_5_though_its_mr_prints_4_49():
    row = written(percent("0.0032", 24))["results"][0]

    assert (row["level"], row["mr"]) == ("mr4.5", "4.49")


def test_a_sample_not_fit_to_score_has_no_interval():
    (row,) = written(other("not_detected", 24, copies=9_999))["results"]

    assert (row["low"], row["high"], row["detected"], row["level"], row["reason"]) == (
        None,
        None,
        False,
        "not_scored",
        "cannot_tell",
    )


def test_reasons_and_counts_are_written():
    made = replace(
        history(percent("0.02", 21, lab="City"), percent("0.5", 24, lab="Harbour")),
        blood_counts=(BloodCount(at_month(24), neutrophils=Decimal("0.30"), platelets=Decimal(40)),),
    )

    answer = write_assessment(assess_history(made))

    assert answer["reasons"] == [{"code": "lab_changed", "on": str(at_month(24))}]
    assert answer["counts"] == {
        "collected_on": str(at_month(24)),
        "severity": "today",
        "findings": [
            {
                "code": "counts_low",
                "severity": "today",
                "items": [{"name": "neutrophils", "value": "0.30"}, {"name": "platelets", "value": "40"}],
            }
        ],
    }
