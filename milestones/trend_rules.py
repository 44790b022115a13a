"""The rules of the trend: one rule, one function.

Each takes the newest test and what was seen before it, and returns what it compared with, or None if it does
not hold. RULES lists them all.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from milestones.compared import Compared, compare_with_lowest, is_above_border, number_of
from milestones.rules_without import (
    above_mmr_off_treatment,
    deep_rise_off_treatment,
    mmr_not_regained,
    recovering,
)
from milestones.scale import EXACT
from milestones.series import Seen, Test
from milestones.severity import Severity
from milestones.steady import steady_level
from milestones.wobble import (
    are_both_quiet,
    count_fold,
    count_fold_at_most,
    is_beyond_wobble,
    is_rise,
    is_within_wobble,
)


def rise_from_previous(test: Test, seen: Seen) -> Compared | None:
    """Higher than the previous test by more than the wobble."""
    if not is_beyond_wobble(test, seen.previous) or are_both_quiet(test, seen.previous):
        return None
    return Compared(seen.previous, count_fold(test, seen.previous))


def rise_from_lowest(test: Test, seen: Seen) -> Compared | None:
    """Half a tenfold step above the second-lowest result, and more than the wobble."""
    if not is_beyond_wobble(test, seen.low_mark) or are_both_quiet(test, seen.low_mark):
        return None
    fold = count_fold(test, seen.low_mark)
    if fold is None:
        return None
    enough = EXACT.multiply(fold, fold) >= number_of("rise_from_lowest", "fold_squared")
    return Compared(seen.low_mark, fold) if enough else None


def two_rises(test: Test, seen: Seen) -> Compared | None:
    """Two rises in a row that together are threefold and more than the wobble."""
    if len(seen.in_a_row) < 2:
        return None
    first, second = seen.in_a_row[-2:]
    if not (is_rise(test, second) and is_rise(second, first)):
        return None
    if are_both_quiet(test, first) or not is_beyond_wobble(test, first):
        return None
    fold = count_fold(test, first)
    return Compared(first, fold) if fold is not None and fold >= number_of("two_rises", "fold") else None


def mmr_lost(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% after MMR had been reached."""
    if seen.at_mmr is None or not is_above_border(test, "mmr_lost"):
        return None
    return compare_with_lowest(test, seen)


def slow_climb_in_mmr(test: Test, seen: Seen) -> Compared | None:
    """Tenfold above the second-lowest while still in MMR."""
    if not is_rise(test, seen.low_mark) or are_both_quiet(test, seen.low_mark):
        return None
    fold = count_fold(test, seen.low_mark)
    if fold is None or not test.is_at_most(number_of("slow_climb_in_mmr", "at_most_percent_is")):
        return None
    return Compared(seen.low_mark, fold) if fold >= number_of("slow_climb_in_mmr", "fold") else None


def above_1_after_mmr(test: Test, seen: Seen) -> Compared | None:
    """Above 1% after MMR had been reached."""
    if seen.at_mmr is None or not is_above_border(test, "above_1_after_mmr"):
        return None
    return compare_with_lowest(test, seen)


def mmr_lost_confirmed(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% on two results in a row after MMR, and more than the wobble above the lowest."""
    code = "mmr_lost_confirmed"
    if seen.first_mmr_on is None or not seen.in_a_row or not is_beyond_wobble(test, seen.lowest):
        return None
    before = seen.in_a_row[-1]
    after_mmr = before.collected_on > seen.first_mmr_on
    return (
        compare_with_lowest(test, seen)
        if after_mmr and is_above_border(before, code) and is_above_border(test, code)
        else None
    )


def tenfold_above_lowest(test: Test, seen: Seen) -> Compared | None:
    """Tenfold above the lowest and now above MMR."""
    if not is_above_border(test, "tenfold_above_lowest"):
        return None
    fold = count_fold(test, seen.lowest)
    if fold is None:
        return None
    return Compared(seen.lowest, fold) if fold >= number_of("tenfold_above_lowest", "fold") else None


def above_10_after_6_months(test: Test, seen: Seen) -> Compared | None:
    """Above 10% from month 5.5 of a line."""
    months = test.judged.months
    late = months is not None and months >= number_of("above_10_after_6_months", "from_month")
    return Compared(None, None) if late and is_above_border(test, "above_10_after_6_months") else None


def within_wobble(test: Test, seen: Seen) -> Compared | None:
    """The change from the previous test is within the test's own wobble."""
    return (
        Compared(seen.previous, count_fold(test, seen.previous))
        if is_within_wobble(test, seen.previous)
        else None
    )


def falling(test: Test, seen: Seen) -> Compared | None:
    """Lower than the previous test by more than the wobble."""
    before = seen.previous
    if before is None or test.high is None or not before.interval.depth_stated:
        return None
    if (before.high is not None and test.high >= before.high) or is_within_wobble(test, before):
        return None
    return Compared(before, count_fold_at_most(test, before) or _fold_of_ends(test, before))


def both_deep(test: Test, seen: Seen) -> Compared | None:
    """The newest and the previous test are both so low that a fold change says nothing."""
    return Compared(seen.previous, None) if are_both_quiet(test, seen.previous) else None


def _fold_of_ends(test: Test, before: Test) -> Decimal | None:
    return EXACT.divide(test.high, before.high) if test.high is not None and before.high else None


Rule = Callable[[Test, Seen], Compared | None]

# Findings are listed in this order.
RULES: tuple[tuple[Rule, Severity], ...] = (
    (above_1_after_mmr, Severity.SOON),
    (mmr_lost_confirmed, Severity.SOON),
    (tenfold_above_lowest, Severity.SOON),
    (above_10_after_6_months, Severity.SOON),
    (above_mmr_off_treatment, Severity.SOON),
    (mmr_not_regained, Severity.SOON),
    (rise_from_previous, Severity.DISCUSS),
    (rise_from_lowest, Severity.DISCUSS),
    (two_rises, Severity.DISCUSS),
    (mmr_lost, Severity.DISCUSS),
    (slow_climb_in_mmr, Severity.DISCUSS),
    (deep_rise_off_treatment, Severity.DISCUSS),
    (recovering, Severity.DISCUSS),
    (both_deep, Severity.STEADY),
    (within_wobble, Severity.STEADY),
    (falling, Severity.STEADY),
    (steady_level, Severity.STEADY),
)
# Off the International Scale, only rules that compare values on the same scale.
RELATIVE_RULES = tuple(
    (rule, severity)
    for rule, severity in RULES
    if rule in (rise_from_previous, rise_from_lowest, two_rises, within_wobble, falling)
)
RISES = ("above_1_after_mmr", "mmr_lost_confirmed", "tenfold_above_lowest", "above_mmr_off_treatment")
# Findings that compare no values: events, and what explains or limits the newest test.
EVENTS = {
    "mutation_reported": Severity.SOON,
    "mutation_unclear": Severity.DISCUSS,
    "high_risk_karyotype": Severity.DISCUSS,
    "lab_changed": Severity.NONE,
    "scale_changed": Severity.NONE,
    "small_sample": Severity.NONE,
    "depth_unknown": Severity.NONE,
    "reached_late": Severity.NONE,
    "later_line": Severity.NONE,
    "test_overdue": Severity.NONE,
}
FINDING_CODES = (*(rule.__name__ for rule, _ in RULES), *EVENTS)
