"""How each result moved from the comparable test before it, for a list of results. No judgement uses this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from milestones.lines import Course
from milestones.series import Test, tests_on_scale
from milestones.verdicts import JudgedResult
from milestones.wobble import are_both_quiet, count_fold, count_fold_at_most, is_within_wobble


@dataclass(frozen=True)
class Change:
    """`fold`: the newer value over the older, exact; above 1 for a rise. `at_least`: one of the two is only a
    limit, so the values are at least that far apart. `within_wobble`: the test alone can move a value so
    far."""

    fold: Decimal
    at_least: bool
    within_wobble: bool


def find_changes(judged: Iterable[JudgedResult]) -> Mapping[str, Change]:
    """The change of each result, by its key, where one can be told.

    Only blood tests on the International Scale that state their depth are compared, one per day. Nothing is
    said of two values so low that a fold means nothing, or of two ranges that overlap.
    """
    tests = [test for test in tests_on_scale(judged, Course()) if test.interval.depth_stated]
    found = {newer.judged.result.key: _change(older, newer) for older, newer in pairwise(tests)}
    return {key: change for key, change in found.items() if change is not None}


def _change(older: Test, newer: Test) -> Change | None:
    if are_both_quiet(newer, older):
        return None
    measured = newer.low == newer.high and older.low == older.high
    least, most = count_fold(newer, older), count_fold_at_most(newer, older)
    if measured or (least is not None and least > 1):
        fold = least
    else:
        fold = most if most is not None and most < 1 else None
    return None if not fold else Change(fold, not measured, is_within_wobble(newer, older))
