"""An Assessment as JSON values, in the shape of the command's output.
Rounding for reading happens only here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from milestones.assessment import Assessment
from milestones.fields import write_number
from milestones.rounding import round_for_reading, round_to_figures
from milestones.scale import EXACT, levels, mr_of
from milestones.sourced import load_numbers
from milestones.timing import month_borders
from milestones.trends import Finding
from milestones.verdicts import JudgedResult


def write_assessment(assessment: Assessment) -> dict[str, Any]:
    """The assessment as JSON values: numbers as text, dates as YYYY-MM-DD."""
    return {
        "guideline": assessment.guideline,
        "today": assessment.today.isoformat(),
        "now": {"severity": assessment.now.severity, "because": list(assessment.now.because)},
        "results": [_result(row) for row in assessment.results],
        "checkpoints": [
            {"month": row.month, "status": row.status, "result": _day(row.result)}
            for row in assessment.checkpoints
        ],
        "trend": {
            "severity": assessment.trend.severity,
            "pattern": assessment.trend.pattern,
            "findings": [write_finding(row) for row in assessment.trend.findings],
        },
        "counts": _counts(assessment),
        "reasons": [{"code": row.code, "on": _day(row.on)} for row in assessment.reasons],
        "lowest": _lowest(assessment),
        "baseline": _baseline(assessment),
        "deep_response": _deep_response(assessment),
        "next_test": _next_test(assessment),
        "other_guidelines": [
            {"guideline": row.guideline, "category": row.category, "severity": row.severity}
            for row in assessment.other_guidelines
        ],
        "prompts": [
            {"code": row.code, "because": list(row.because), "result": _day(row.result)}
            for row in assessment.prompts
        ],
        "notes": list(assessment.notes),
        "left_out": [{"collected_on": _day(row.collected_on), "why": row.why} for row in assessment.left_out],
        "time_without_treatment": {
            guideline: [vars(fact) for fact in facts]
            for guideline, facts in assessment.time_without_treatment.items()
        },
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal | None) -> str | None:
    return None if number is None else write_number(number)


def _result(row: JudgedResult) -> dict[str, Any]:
    return {
        "collected_on": _day(row.collected_on),
        "low": _number(row.low),
        "high": _number(row.high),
        "mr": format_mr(row.mr),
        "detected": row.detected,
        "level": row.level,
        "line": row.line,
        "months": format_months(row.months),
        "row": row.row,
        "at_checkpoint": row.at_checkpoint,
        "category": row.category,
        "severity": row.severity,
        "reason": row.reason,
    }


def write_finding(row: Finding) -> dict[str, Any]:
    """One finding as JSON values."""
    return {
        "code": row.code,
        "severity": row.severity,
        "result": _day(row.result),
        "compared_with": _day(row.compared_with),
        "fold": format_fold(row.fold),
        "since": _day(row.since),
        "still_rising": row.still_rising,
    }


def _counts(assessment: Assessment) -> dict[str, Any] | None:
    row = assessment.counts
    if row is None:
        return None
    findings = [
        {
            "code": found.code,
            "severity": found.severity,
            "items": [{"name": item.name, "value": write_number(item.value)} for item in found.items],
        }
        for found in row.findings
    ]
    return {"collected_on": _day(row.collected_on), "severity": row.severity, "findings": findings}


def _lowest(assessment: Assessment) -> dict[str, Any] | None:
    row = assessment.lowest
    return None if row is None else {"collected_on": _day(row.collected_on), "high": _number(row.high)}


def _baseline(assessment: Assessment) -> dict[str, Any] | None:
    row = assessment.baseline
    if row is None:
        return None
    times_less = None if row.times_less is None else f"{round_to_figures(row.times_less):f}"
    report = {"collected_on": _day(row.collected_on), "value": _number(row.value), "times_less": times_less}
    return {**report, "at_least": True} if row.at_least else report


def _deep_response(assessment: Assessment) -> dict[str, Any]:
    row = assessment.deep_response
    return {
        "since": _day(row.since),
        "months": format_months(row.months),
        "tests": row.tests,
        "longest_gap_days": row.longest_gap_days,
        "not_counted": [
            {"collected_on": _day(left.collected_on), "why": left.why} for left in row.not_counted
        ],
    }


def _next_test(assessment: Assessment) -> dict[str, Any] | None:
    row = assessment.next_test
    if row is None:
        return None
    return {"from": _day(row.from_), "by": _day(row.by), "overdue": row.overdue, "why": row.why}


def format_mr(mr: Decimal | None) -> str | None:
    """An MR for reading, kept on the right side of every whole MR that is a level."""
    return _format(mr, _mr_borders())


def format_months(months: Decimal | None) -> str | None:
    """Months for reading, kept on the right side of every border of a window."""
    return _format(months, month_borders())


def format_fold(fold: Decimal | None) -> str | None:
    """A fold for reading, kept on the right side of every border of the trend rules."""
    return _format(fold, _fold_borders())


def _format(number: Decimal | None, borders: Iterable[tuple[Decimal, bool]]) -> str | None:
    return None if number is None else f"{round_for_reading(number, borders=borders):f}"


@cache
def _mr_borders() -> tuple[tuple[Decimal, bool], ...]:
    known = (mr_of(level.percent_is) for level in levels())
    return tuple((mr, True) for mr in known if mr is not None and mr == mr.to_integral_value())


@cache
def _fold_borders() -> tuple[tuple[Decimal, bool], ...]:
    numbers = load_numbers("trend")
    wobbles = [
        *(Decimal(row["fold"]) for row in numbers["wobble"]),
        Decimal(numbers["between_laboratories"]["fold"]),
    ]
    codes = ("two_rises", "slow_climb_in_mmr", "tenfold_above_lowest", "deep_rise_off_treatment")
    rises = [Decimal(numbers[code]["fold"]) for code in codes]
    half_log = EXACT.sqrt(Decimal(numbers["rise_from_lowest"]["fold_squared"]))
    falls = [EXACT.divide(Decimal(1), fold) for fold in wobbles]
    return (*((fold, True) for fold in (*wobbles, *rises, half_log)), *((fold, False) for fold in falls))
