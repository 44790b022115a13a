"""The series of tests -> findings: is a change real, and could it mean that the medicine works less well?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from milestones.lines import Course
from milestones.series import Memory, Seen, Test, count_fold
from milestones.severity import Severity, worst_of
from milestones.trend_rules import RULES, Compared, Rule


@dataclass(frozen=True)
class Finding:
    """A rule that holds on the newest test.

    `result` and `compared_with` are sample dates; `fold` is exact, None where no fold is meant; `since` is
    the first date the rule has held without a break; `still_rising`: the newest test is above the one before.
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
    rules: tuple[tuple[Rule, Severity], ...] = RULES,
    mark: Decimal | None = None,
) -> Reading | None:
    """The trend after the last of the tests; None without tests.

    One pass: each test is read against what was remembered before it. `mark` is in %IS.
    """
    memory = Memory(course, mark)
    reading: Reading | None = None
    for test in tests:
        reading = _enter_and_read(test, memory, reading, rules)
        memory.add(test)
    return replace(reading, after=memory.seen) if reading else None


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
    test: Test, seen: Seen, held: tuple[Finding, ...], rules: tuple[tuple[Rule, Severity], ...]
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
        yield from (row for row in held if row.severity.is_concern and row.code not in known)


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
