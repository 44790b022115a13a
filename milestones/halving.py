"""How fast a number fell or rose: days per halving or doubling between two measured tests. No verdict.

Calculated as in Branford et al., Blood 2014;124:511 (abstract read): the days in which the value halved from
the start to month 3. Its cut-off is not used here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from milestones.assessment import Assessment
from milestones.scale import EXACT
from milestones.standing import last_test_before
from milestones.timing import window_of
from milestones.verdicts import JudgedResult, counts_as_test

MONTH = 3
FIRST_LINE = 1


@dataclass(frozen=True)
class Pace:
    """From one measured test to a later one: `days` (exact) per halving, or per doubling if it rose."""

    first: JudgedResult
    later: JudgedResult
    days: Decimal


def find_first_fall(assessment: Assessment) -> Pace | None:
    """From the person's own start to the test at month 3; None if either is not a number, or nothing fell."""
    start = _measured(row for row in assessment.results if _is_start(row, assessment))
    window = window_of(MONTH)
    near = [
        (abs(row.months - window.month), row)
        for row in assessment.results
        if row.line == FIRST_LINE
        and row.months is not None
        and window.is_near(row.months)
        and counts_as_test(row)
    ]
    if start is None or not near:
        return None
    _distance, later = min(near, key=itemgetter(0))
    return _pace(start, later, falls=True)


def find_rise(assessment: Assessment) -> Pace | None:
    """From the previous test to the newest; None if either is not a number, or nothing rose."""
    newest = assessment.newest
    if newest is None or not counts_as_test(newest):
        return None
    before = last_test_before(assessment.results, newest.collected_on)
    return _pace(before, newest, falls=False) if before else None


def _is_start(row: JudgedResult, assessment: Assessment) -> bool:
    start = assessment.baseline
    return start is not None and row.collected_on == start.collected_on and counts_as_test(row)


def _measured(rows: Iterable[JudgedResult]) -> JudgedResult | None:
    numbers = [(number, row) for row in rows if (number := _number(row))]
    return max(numbers, key=itemgetter(0), default=(None, None))[1]


def _number(row: JudgedResult) -> Decimal | None:
    """The percentage above 0 that was measured; None for a limit, a range or nothing found."""
    return row.low if row.low and row.low == row.high else None


def _pace(first: JudgedResult, later: JudgedResult, *, falls: bool) -> Pace | None:
    """The pace; None if either is not a number, if it went the other way, or within one day."""
    days = (later.collected_on - first.collected_on).days
    was, now = _number(first), _number(later)
    if was is None or now is None or days == 0:
        return None
    ratio = EXACT.divide(was, now) if falls else EXACT.divide(now, was)
    if ratio <= 1:
        return None
    steps = EXACT.divide(EXACT.log10(ratio), EXACT.log10(Decimal(2)))
    return Pace(first, later, EXACT.divide(Decimal(days), steps))
