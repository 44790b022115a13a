"""An Explanation as JSON values, in the shape of `--explain`. Rounded for reading, like an assessment."""

from __future__ import annotations

from typing import Any

from milestones.explain import Comparison, Confirmed, ExplainedResult, Explanation
from milestones.explain_rules import ExplainedRule, Number, Point
from milestones.fields import write_number
from milestones.guideline import Source
from milestones.report import format_fold, format_months, write_finding
from milestones.sourced import SAYS_WHERE, load_numbers
from milestones.timing import Window


def write_explanation(explanation: Explanation) -> dict[str, Any]:
    """The explanation as JSON values: numbers as text, dates as YYYY-MM-DD."""
    return {
        "date": explanation.day.isoformat(),
        "guideline": explanation.guideline,
        "results": [_result(row) for row in explanation.results],
        "compared": {
            name: _point(getattr(explanation, name))
            for name in ("newest", "previous", "lowest", "second_lowest")
        },
        "rules": [_rule(row) for row in explanation.rules],
        "events": [write_finding(row) for row in explanation.events],
    }


def _result(row: ExplainedResult) -> dict[str, Any]:
    judged = row.judged
    return {
        "low": None if judged.low is None else write_number(judged.low),
        "high": None if judged.high is None else write_number(judged.high),
        "line": judged.line,
        "months": format_months(judged.months),
        "row": row.row and {"name": row.row.name, **_source(row.row.source)},
        "window": row.window and _window(row.window),
        "comparisons": [_comparison(comparison) for comparison in row.comparisons],
        "confirmed": row.confirmed and _confirmed(row.confirmed),
        "category": judged.category,
        "severity": judged.severity,
        "capped": judged.capped,
        "reason": judged.reason,
    }


def _source(source: Source) -> dict[str, str]:
    return {"status": source.status, "source": source.source, "checked_in": source.checked_in}


def _window(window: Window) -> dict[str, Any]:
    row = next(row for row in load_numbers("windows")["checkpoint"] if row["month"] == window.month)
    early = None if window.early_until is None else write_number(window.early_until)
    return {
        "month": window.month,
        "judged_from": write_number(window.judged_from),
        "near_from": write_number(window.near_from),
        "near_to": write_number(window.near_to),
        "early_until": early,
        **{key: row[key] for key in SAYS_WHERE},
    }


def _comparison(row: Comparison) -> dict[str, Any]:
    return {
        "category": row.category,
        "severity": row.severity,
        "above": write_number(row.above),
        "at_most": None if row.at_most is None else write_number(row.at_most),
        "answer": row.answer,
    }


def _confirmed(row: Confirmed) -> dict[str, Any]:
    return {
        "before": row.before.collected_on.isoformat(),
        "days": row.days,
        "above": write_number(row.rule.above),
        "from_days": row.rule.from_days,
        "to_days": row.rule.to_days,
    }


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "collected_on": point.collected_on.isoformat(),
        "low": write_number(point.low),
        "high": None if point.high is None else write_number(point.high),
    }


def _rule(row: ExplainedRule) -> dict[str, Any]:
    since = row.finding.since if row.finding else None
    return {
        "code": row.code,
        "severity": row.severity,
        "holds": row.holds,
        "since": None if since is None else since.isoformat(),
        "compared_with": _point(row.compared_with),
        "fold": format_fold(row.fold),
        "numbers": [_number(number) for number in row.numbers],
    }


def _number(row: Number) -> dict[str, str]:
    place = f"trend.{row.table}.{row.key}"
    return {"number": place, "value": write_number(row.value), **_source(row.source)}
