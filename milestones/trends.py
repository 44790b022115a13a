"""The series of tests -> findings: is a change real, and could it mean that the medicine works less well?

One rule, one function: it takes the newest test and what was seen before it, and returns what it compared
with, or None where it does not hold. RULES lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from milestones.lines import Course
from milestones.scale import EXACT, level_percent
from milestones.series import (
    Memory,
    Seen,
    Test,
    are_both_quiet,
    count_fold,
    count_fold_at_most,
    is_beyond_wobble,
    is_within_wobble,
)
from milestones.sourced import load_decimal

DISCUSS, SOON, STEADY, NONE = "discuss", "soon", "steady", "none"


@dataclass(frozen=True)
class Finding:
    """A rule that holds on the newest test.

    `result` and `compared_with` are sample dates; `fold` is exact, None where no fold is meant; `since` is
    the first date the rule has held without a break; `still_rising`: the newest test is above the one before.
    """

    code: str
    severity: str
    result: date | None = None
    compared_with: date | None = None
    fold: Decimal | None = None
    since: date | None = None
    still_rising: bool = False


@dataclass(frozen=True)
class Compared:
    """What a rule that holds compared the newest test with (None: with a fixed border), and the fold."""

    with_: Test | None
    fold: Decimal | None


def _number(code: str, key: str) -> Decimal:
    return load_decimal("trend", code, key)


def _above(test: Test, code: str) -> bool:
    return test.is_above(_number(code, "above_percent_is"))


def rise_from_previous(test: Test, seen: Seen) -> Compared | None:
    """Higher than the test before by more than the wobble."""
    if are_both_quiet(test, seen.previous) or not is_beyond_wobble(test, seen.previous):
        return None
    return Compared(seen.previous, count_fold(test, seen.previous))


def rise_from_lowest(test: Test, seen: Seen) -> Compared | None:
    """Half a ten-fold step above the second-lowest result, and more than the wobble."""
    fold = count_fold(test, seen.low_mark)
    if fold is None or are_both_quiet(test, seen.low_mark) or not is_beyond_wobble(test, seen.low_mark):
        return None
    enough = EXACT.multiply(fold, fold) >= _number("rise_from_lowest", "fold_squared")
    return Compared(seen.low_mark, fold) if enough else None


def two_rises(test: Test, seen: Seen) -> Compared | None:
    """Two rises in a row that together make three-fold."""
    if len(seen.in_a_row) < 2:
        return None
    first, second = seen.in_a_row[-2:]
    steps = (count_fold(second, first), count_fold(test, second))
    fold = count_fold(test, first)
    if fold is None or any(step is None or step <= 1 for step in steps) or are_both_quiet(test, first):
        return None
    return Compared(first, fold) if fold >= _number("two_rises", "fold") else None


def mmr_lost(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% after MMR had been reached."""
    if seen.at_mmr is None or not _above(test, "mmr_lost"):
        return None
    return _from_lowest(test, seen)


def slow_climb_in_mmr(test: Test, seen: Seen) -> Compared | None:
    """Ten-fold above the second-lowest while still in MMR."""
    fold = count_fold(test, seen.low_mark)
    if (
        fold is None
        or are_both_quiet(test, seen.low_mark)
        or not test.is_at_most(_number("slow_climb_in_mmr", "at_most_percent_is"))
    ):
        return None
    return Compared(seen.low_mark, fold) if fold >= _number("slow_climb_in_mmr", "fold") else None


def above_1_after_mmr(test: Test, seen: Seen) -> Compared | None:
    """Above 1% after MMR had been reached."""
    if seen.at_mmr is None or not _above(test, "above_1_after_mmr"):
        return None
    return _from_lowest(test, seen)


def mmr_lost_confirmed(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% on two results in a row after MMR, and more than the wobble above the lowest."""
    code = "mmr_lost_confirmed"
    if seen.at_mmr is None or not seen.in_a_row or not is_beyond_wobble(test, seen.lowest):
        return None
    before = seen.in_a_row[-1]
    after_mmr = seen.first_mmr_on is not None and before.collected_on > seen.first_mmr_on
    return _from_lowest(test, seen) if after_mmr and _above(before, code) and _above(test, code) else None


def tenfold_above_lowest(test: Test, seen: Seen) -> Compared | None:
    """Ten-fold above the lowest and now above MMR."""
    fold = count_fold(test, seen.lowest)
    if fold is None or not _above(test, "tenfold_above_lowest"):
        return None
    return Compared(seen.lowest, fold) if fold >= _number("tenfold_above_lowest", "fold") else None


def above_10_after_6_months(test: Test, seen: Seen) -> Compared | None:
    """Above 10% from month 5.5 of a line."""
    months = test.judged.months
    late = months is not None and months >= _number("above_10_after_6_months", "from_month")
    return Compared(None, None) if late and _above(test, "above_10_after_6_months") else None


def above_mmr_off_treatment(test: Test, seen: Seen) -> Compared | None:
    """Off treatment to try without it: a value above 0.1%, held until it has cleared (see Seen.off_alarm)."""
    return _from_lowest(test, seen) if seen.off_alarm else None


def within_wobble(test: Test, seen: Seen) -> Compared | None:
    """The change from the test before is within the test's own wobble."""
    return (
        Compared(seen.previous, count_fold(test, seen.previous))
        if is_within_wobble(test, seen.previous)
        else None
    )


def falling(test: Test, seen: Seen) -> Compared | None:
    """Lower than the test before by more than the wobble."""
    before = seen.previous
    if (
        before is None
        or test.high is None
        or is_within_wobble(test, before)
        or not before.interval.depth_stated
    ):
        return None
    if before.high is not None and test.high >= before.high:
        return None
    return Compared(before, count_fold_at_most(test, before) or _fold_of_ends(test, before))


def both_deep(test: Test, seen: Seen) -> Compared | None:
    """Both the newest and the test before are so low that a fold change says nothing."""
    return Compared(seen.previous, None) if are_both_quiet(test, seen.previous) else None


def _fold_of_ends(test: Test, before: Test) -> Decimal | None:
    return EXACT.divide(test.high, before.high) if test.high is not None and before.high else None


def _from_lowest(test: Test, seen: Seen) -> Compared:
    """Compared with the lowest, or with the last test in MMR where no lowest is as low."""
    in_mmr = seen.lowest is not None and seen.lowest.is_at_most(level_percent("mmr"))
    mark = seen.lowest if in_mmr else seen.at_mmr
    return Compared(mark, count_fold(test, mark))


Rule = Callable[[Test, Seen], Compared | None]

# The order is the order in which findings are listed.
RULES: tuple[tuple[Rule, str], ...] = (
    (above_1_after_mmr, SOON),
    (mmr_lost_confirmed, SOON),
    (tenfold_above_lowest, SOON),
    (above_10_after_6_months, SOON),
    (above_mmr_off_treatment, SOON),
    (rise_from_previous, DISCUSS),
    (rise_from_lowest, DISCUSS),
    (two_rises, DISCUSS),
    (mmr_lost, DISCUSS),
    (slow_climb_in_mmr, DISCUSS),
    (both_deep, STEADY),
    (within_wobble, STEADY),
    (falling, STEADY),
)
# Off the International Scale only what compares a value with another of the same scale.
RELATIVE_RULES = tuple(
    (rule, severity)
    for rule, severity in RULES
    if rule in (rise_from_previous, rise_from_lowest, two_rises, within_wobble, falling)
)
RISES = ("above_1_after_mmr", "mmr_lost_confirmed", "tenfold_above_lowest", "above_mmr_off_treatment")
EVENTS = {
    "mutation_reported": SOON,
    "lab_changed": NONE,
    "scale_changed": NONE,
    "small_sample": NONE,
    "test_overdue": NONE,
}
FINDING_CODES = (*(rule.__name__ for rule, _ in RULES), *EVENTS)


@dataclass(frozen=True)
class Reading:
    """What the trend says after the newest test.

    `test` and `seen` are what the findings were made from: the newest test and what was known before it, or,
    where the newest states no depth, the last one that does. `newest` and `before` are the last two tests.
    `reached_mark`: an earlier test of the same clock was at or below the mark asked for. `after`: what is
    known once the newest test is counted in.
    """

    test: Test
    seen: Seen
    findings: tuple[Finding, ...]
    reached_mark: bool
    newest: Test
    before: Test | None
    after: Seen = field(default_factory=Seen)


def read_series(
    tests: Iterable[Test],
    course: Course,
    rules: tuple[tuple[Rule, str], ...] = RULES,
    mark: Decimal | None = None,
) -> Reading | None:
    """The trend after the last of the tests; None without tests.

    One pass: each test is read against what was remembered before it. `mark` is in %IS.
    """
    memory = Memory(course, mark)
    reading: Reading | None = None
    for test in tests:
        if memory.enter(test):
            reading = None
        reading = _read_test(test, memory, reading, rules)
        memory.add(test)
    return replace(reading, after=memory.seen) if reading else None


def _read_test(
    test: Test, memory: Memory, last: Reading | None, rules: tuple[tuple[Rule, str], ...]
) -> Reading:
    """A test of unstated depth keeps the findings that held before it on its line, and finds none itself."""
    before = memory.seen.previous
    if last is not None and last.newest.line == test.line and not test.interval.depth_stated:
        return replace(last, newest=test, before=before)
    held = last.findings if last else ()
    findings = (
        _find(test, memory.seen, held, rules) if test.line is not None and test.interval.depth_stated else ()
    )
    return Reading(test, memory.seen, findings, memory.has_reached_mark(test), test, before)


def _find(
    test: Test, seen: Seen, held: tuple[Finding, ...], rules: tuple[tuple[Rule, str], ...]
) -> tuple[Finding, ...]:
    """The findings on this test, in the order of the rules."""
    since = {finding.code: finding.since for finding in held}
    step = count_fold(test, seen.previous)
    rising = step is not None and step > 1
    holds = [(rule, severity, rule(test, seen)) for rule, severity in rules]
    found = [
        _finding(rule.__name__, severity, test, compared, since, rising)
        for rule, severity, compared in holds
        if compared
    ]
    deep = any(finding.code == "both_deep" for finding in found)
    own = tuple(row for row in found if not (deep and row.code in ("within_wobble", "falling")))
    return (*own, *_still_standing(test, held, own))


def _still_standing(test: Test, held: tuple[Finding, ...], own: tuple[Finding, ...]) -> Iterator[Finding]:
    """The alarms from before that a test too vague to be judged cannot lift."""
    known = {finding.code for finding in own}
    if test.judged.reason == "cannot_tell":
        yield from (row for row in held if row.severity in (SOON, DISCUSS) and row.code not in known)


def _finding(
    code: str, severity: str, test: Test, compared: Compared, since: Mapping[str, date | None], rising: bool
) -> Finding:
    day = test.collected_on
    return Finding(
        code=code,
        severity=severity,
        result=day,
        compared_with=compared.with_.collected_on if compared.with_ else None,
        fold=compared.fold,
        since=since.get(code) or day,
        still_rising=rising,
    )


def worst(findings: Iterable[Finding]) -> str:
    """The most serious severity among the findings: soon, discuss, steady or none."""
    severities = {finding.severity for finding in findings}
    return next((severity for severity in (SOON, DISCUSS, STEADY) if severity in severities), NONE)
