"""How fast a number fell or rose: days for each halving or doubling between two measured tests. No verdict.

Counted as in Branford et al., Blood 2014;124:511 (abstract read): the days over which the value halved from
the start to month 3. Its border is not used here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from milestones.assessment import Assessment
from milestones.scale import EXACT, mr_of
from milestones.standing import last_test_before
from milestones.timing import window_of
from milestones.verdicts import JudgedResult, counts_as_test

MONTH = 3
FIRST_LINE = 1


@dataclass(frozen=True)
class Pace:
    """From one measured test to a later one: `days` (exact) for each halving, or doubling where it rose."""

    first: JudgedResult
    later: JudgedResult
    days: Decimal


def find_first_fall(assessment: Assessment) -> Pace | None:
    """From the person's own start to the test of month 3; None where either is no number, or nothing fell."""
    start = _measured(row for row in assessment.results if _is_start(row, assessment))
    window = window_of(MONTH)
    near = [
        row
        for row in assessment.results
        if row.line == FIRST_LINE
        and row.months is not None
        and window.is_near(row.months)
        and counts_as_test(row)
    ]
    if start is None or not near:
        return None
    later = min(near, key=lambda row: abs((row.months or Decimal(0)) - window.month))
    pace = _pace(start, later)
    return pace if pace and _value(later) < _value(start) else None


def find_rise(assessment: Assessment) -> Pace | None:
    """From the test before to the newest; None where either is no number, or nothing rose."""
    newest = assessment.newest
    if newest is None or not counts_as_test(newest):
        return None
    before = last_test_before(assessment.results, newest.collected_on)
    pace = _pace(before, newest) if before else None
    return pace if pace and _value(newest) > _value(pace.first) else None


def _is_start(row: JudgedResult, assessment: Assessment) -> bool:
    start = assessment.baseline
    return start is not None and row.collected_on == start.collected_on and counts_as_test(row)


def _measured(rows: Iterable[JudgedResult]) -> JudgedResult | None:
    return max((row for row in rows if _is_number(row)), key=_value, default=None)


def _is_number(row: JudgedResult) -> bool:
    return row.low is not None and row.low == row.high and row.low > 0


def _value(row: JudgedResult) -> Decimal:
    return row.low or Decimal(0)


def _pace(first: JudgedResult, later: JudgedResult) -> Pace | None:
    """None between the same values, of one day, or where one is only a limit."""
    days = (later.collected_on - first.collected_on).days
    if not (_is_number(first) and _is_number(later)) or days <= 0 or _value(first) == _value(later):
        return None
    one, two = mr_of(Decimal(1)), mr_of(Decimal(2))
    start, end = mr_of(_value(first)), mr_of(_value(later))
    if one is None or two is None or start is None or end is None:
        return None
    halvings = EXACT.divide(abs(end - start), one - two)
    return Pace(first, later, EXACT.divide(Decimal(days), halvings))
