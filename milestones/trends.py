"""From a series of tests to findings: is a change real,
and could it mean that the medicine works less well?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from milestones.compared import Compared
from milestones.lines import Course
from milestones.memory import Memory
from milestones.scale import Interval
from milestones.series import NOTHING_SEEN, Seen, Test
from milestones.severity import Severity, worst_of
from milestones.sourced import load_numbers
from milestones.steady import first_of_run, steady_level
from milestones.trend_rules import RULES, Rule
from milestones.wobble import count_fold, is_rise


@dataclass(frozen=True)
class Finding:
    """A rule that holds for the newest test.

    `result` and `compared_with` are sample dates; `fold` is exact, None if the rule uses no fold; `since` is
    the first date since which the rule has held without a break; `still_rising`: the newest test is above the
    previous one.
    """

    code: str
    severity: Severity
    result: date | None = None
    compared_with: date | None = None
    fold: Decimal | None = None
    since: date | None = None
    still_rising: bool = False


@dataclass(frozen=True)
class Reading:
    """What the trend says after the newest test.

    `test` and `seen` are what the findings were made from: the newest test and what was known before it or,
    if the newest states no depth, the last one that does. `newest` and `before` are the last two tests.
    `reached_mark`: an earlier test on the same clock was at or below the given mark. `after`: what is known
    once the newest test is included. `steady_on`: the days of the tests at which the level was a steady one.
    """

    test: Test
    seen: Seen
    findings: tuple[Finding, ...]
    reached_mark: bool
    newest: Test
    before: Test | None
    after: Seen = NOTHING_SEEN
    steady_on: frozenset[date] = frozenset()


def read_series(
    tests: Iterable[Test],
    course: Course,
    rules: tuple[tuple[Rule, Severity], ...] = RULES,
    mark: Decimal | None = None,
) -> Reading | None:
    """The trend after the last of the tests; None without tests.

    One pass: each test is read against what was remembered before it. `mark` is in %IS.
    """
    memory = Memory(course, mark)
    reading: Reading | None = None
    steady_on: set[date] = set()
    for test in tests:
        reading = _enter_and_read(test, memory, reading, rules)
        memory.add(test)
        if is_steady(reading.findings):
            steady_on.add(test.collected_on)
    if reading is None:
        return None
    findings = tuple(_over_whole_run(row, reading) for row in reading.findings)
    return replace(reading, findings=findings, after=memory.seen, steady_on=frozenset(steady_on))


def is_steady(findings: Iterable[Finding]) -> bool:
    """Whether the level is a steady one."""
    return any(finding.code == steady_level.__name__ for finding in findings)


def _over_whole_run(finding: Finding, reading: Reading) -> Finding:
    """A steady level compared with the first test of its whole run; any other finding unchanged."""
    if finding.code != steady_level.__name__:
        return finding
    first = first_of_run(reading.test, reading.seen)
    return replace(finding, compared_with=first.collected_on, fold=count_fold(reading.test, first))


def read_other_ends(
    tests: Sequence[Test], ends: Iterable[Test], course: Course, rules: tuple[tuple[Rule, Severity], ...]
) -> Iterator[Reading]:
    """The trend as it would be with each of `ends` in place of the last test (`after` is not filled in)."""
    memory = Memory(course)
    reading: Reading | None = None
    for test in tests[:-1]:
        reading = _enter_and_read(test, memory, reading, rules)
        memory.add(test)
    for end in ends:
        yield _enter_and_read(end, copy(memory), reading, rules)


def _enter_and_read(
    test: Test, memory: Memory, last: Reading | None, rules: tuple[tuple[Rule, Severity], ...]
) -> Reading:
    return _read_test(test, memory, None if memory.enter(test) else last, rules)


def _read_test(
    test: Test, memory: Memory, last: Reading | None, rules: tuple[tuple[Rule, Severity], ...]
) -> Reading:
    """The reading after one test. One of unstated depth finds nothing itself; the first two in a row keep
    what held on their line."""
    before = memory.seen.previous
    if not test.interval.depth_stated:
        if last is not None and last.newest.line == test.line and _may_keep(memory):
            return replace(last, newest=test, before=before)
        return Reading(test, memory.seen, (), memory.has_reached_mark(test), test, before)
    held = last.findings if last else ()
    findings = _find(test, memory.seen, held, rules) if test.line is not None else ()
    return Reading(test, memory.seen, findings, memory.has_reached_mark(test), test, before)


def _may_keep(memory: Memory) -> bool:
    enough: int = load_numbers("trend")["unstated_depth"]["results_in_a_row"]
    return memory.unstated_in_a_row < enough


def _find(
    test: Test, seen: Seen, held: tuple[Finding, ...], rules: tuple[tuple[Rule, Severity], ...]
) -> tuple[Finding, ...]:
    """The findings for this test, in the order of the rules."""
    since = {finding.code: finding.since for finding in held}
    rising = is_rise(test, seen.previous)
    found = [
        _finding(rule.__name__, severity, test, compared, since, rising)
        for rule, severity in rules
        if (compared := rule(test, seen))
    ]
    own = _without_what_is_replaced(found)
    all_of_them = (*own, *_still_standing(test, seen, held, own, rules))
    if test.is_just_restarted or is_steady(own):
        return tuple(_eased(finding) for finding in all_of_them)
    return all_of_them


# Of two findings on the same two tests, the one that says more replaces the other.
REPLACED = {
    "both_deep": ("within_wobble", "falling"),
    "deep_rise_off_treatment": ("both_deep",),
}


def _without_what_is_replaced(found: list[Finding]) -> tuple[Finding, ...]:
    gone = {code for finding in found for code in REPLACED.get(finding.code, ())}
    return tuple(finding for finding in found if finding.code not in gone) if gone else tuple(found)


def _eased(finding: Finding) -> Finding:
    """The finding, no more serious than "discuss" if the level is steady or treatment was only just
    resumed."""
    return replace(finding, severity=Severity.DISCUSS) if finding.severity is Severity.SOON else finding


def _still_standing(
    test: Test,
    seen: Seen,
    held: tuple[Finding, ...],
    own: tuple[Finding, ...],
    rules: tuple[tuple[Rule, Severity], ...],
) -> Iterator[Finding]:
    """Earlier alarms that a test too vague to be judged cannot lift,
    because they hold at its highest value."""
    if test.judged.reason != "cannot_tell":
        return
    known, by_code = {finding.code for finding in own}, {rule.__name__: rule for rule, _ in rules}
    highest = _at_its_highest(test)
    for finding in held:
        is_open = finding.severity.is_concern and finding.code not in known
        if is_open and (highest is None or by_code[finding.code](highest, seen)):
            yield finding


def _at_its_highest(test: Test) -> Test | None:
    """The test as if its value were the upper end of its interval; None if there is none."""
    if test.high is None:
        return None
    return replace(test, interval=Interval(test.high, test.high, test.interval.detected))


def _finding(
    code: str,
    severity: Severity,
    test: Test,
    compared: Compared,
    since: Mapping[str, date | None],
    rising: bool,
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


def worst(findings: Iterable[Finding]) -> Severity:
    """The most serious severity among the findings."""
    return worst_of(finding.severity for finding in findings)
