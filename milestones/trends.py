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


Rules = tuple[tuple[Rule, Severity], ...]
Holds = tuple[Rule, Severity, Compared]
"""A rule that holds, and what it compared."""


@dataclass
class _Step:
    """One test on the way through a series, before any rule is asked about it; as in Reading.

    `held`: the step whose findings may go on here, None if nothing carries over.
    """

    test: Test
    seen: Seen
    reached_mark: bool
    newest: Test
    before: Test | None
    held: _Step | None

    @property
    def finds(self) -> bool:
        """Whether the rules are asked: not for a test of unstated depth or from before treatment."""
        return self.test.interval.depth_stated and self.test.line is not None


def read_series(
    tests: Iterable[Test],
    course: Course,
    rules: Rules = RULES,
    mark: Decimal | None = None,
) -> Reading | None:
    """The trend after the last of the tests; None without tests.

    One pass remembers what came before each test. The rules are asked only about the last one, and as far
    back as its findings reach: about every test, they took half of the time of a long record. `mark` is in
    %IS.
    """
    memory = Memory(course, mark)
    step: _Step | None = None
    steady_on: set[date] = set()
    asks_for_steady = any(rule is steady_level for rule, _severity in rules)
    for test in tests:
        step = _enter(test, memory, step)
        memory.add(test)
        if asks_for_steady and step.finds and steady_level(step.test, step.seen):
            steady_on.add(test.collected_on)
    if step is None:
        return None
    reading = _read(step, rules)
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
    tests: Sequence[Test], ends: Iterable[Test], course: Course, rules: Rules
) -> Iterator[Reading]:
    """The trend as it would be with each of `ends` in place of the last test (`after` is not filled in)."""
    memory = Memory(course)
    step: _Step | None = None
    for test in tests[:-1]:
        step = _enter(test, memory, step)
        memory.add(test)
    for end in ends:
        yield _read(_enter(end, copy(memory), step), rules)


def _enter(test: Test, memory: Memory, last: _Step | None) -> _Step:
    """The step of one test. The first two in a row of unstated depth keep what held on their line."""
    held = None if memory.enter(test) else last
    before = memory.seen.previous
    unstated = not test.interval.depth_stated
    if unstated and held is not None and held.newest.line == test.line and _may_keep(memory):
        return replace(held, newest=test, before=before)
    return _Step(test, memory.seen, memory.has_reached_mark(test), test, before, held)


def _may_keep(memory: Memory) -> bool:
    enough: int = load_numbers("trend")["unstated_depth"]["results_in_a_row"]
    return memory.unstated_in_a_row < enough


def _read(step: _Step, rules: Rules) -> Reading:
    """The reading at that step, from the findings that reach into it."""
    findings: tuple[Finding, ...] = ()
    for one, holding in reversed(_go_back(step, rules)):
        findings = _find(one.test, one.seen, findings, holding, rules) if one.finds else ()
    return Reading(step.test, step.seen, findings, step.reached_mark, step.newest, step.before)


def _go_back(step: _Step, rules: Rules) -> list[tuple[_Step, tuple[Holds, ...]]]:
    """The steps from which this one's findings follow, newest first, with the rules that hold at each.

    A finding says since when it has held without a break, and a test too vague to be judged keeps the alarms
    before it. So this goes back to where none of the findings held that are left, and asks about these alone.
    A step between two at which all of them held adds nothing.
    """
    steps: list[tuple[_Step, tuple[Holds, ...]]] = []
    left: set[str] | None = None  # None: any, because the tests so far are vague
    asked, is_between, after_plain = rules, False, False
    one: _Step | None = step
    while one is not None and left != set():
        holding, before = _holding(one, asked) if one.finds else (), left
        is_plain = not (one.finds and _is_vague(one.test))
        if is_plain:
            codes = {rule.__name__ for rule, _severity, _compared in holding}
            left = codes if left is None else left & codes
        if left != before:
            asked = _rules_about(left or set(), rules)
        elif is_between and is_plain:
            steps.pop()
        steps.append((one, holding))
        is_between, after_plain = is_plain and after_plain, is_plain
        one = one.held
    return steps


def _rules_about(codes: set[str], rules: Rules) -> Rules:
    """The rules of these findings, and those that may replace one of them."""
    replacing = {code for code, replaced in REPLACED.items() if codes.intersection(replaced)}
    return tuple(row for row in rules if row[0].__name__ in codes | replacing)


def _holding(step: _Step, rules: Rules) -> tuple[Holds, ...]:
    """The rules that hold at that step, in their order, with what each compared."""
    found = [
        (rule, severity, compared)
        for rule, severity in rules
        if (compared := rule(step.test, step.seen)) is not None
    ]
    gone = {code for rule, _severity, _compared in found for code in REPLACED.get(rule.__name__, ())}
    return tuple(one for one in found if one[0].__name__ not in gone) if gone else tuple(found)


# Of two findings on the same two tests, the one that says more replaces the other.
REPLACED = {
    "both_deep": ("within_wobble", "falling"),
    "deep_rise_off_treatment": ("both_deep",),
}


def _find(
    test: Test,
    seen: Seen,
    held: tuple[Finding, ...],
    holding: tuple[Holds, ...],
    rules: Rules,
) -> tuple[Finding, ...]:
    """The findings for this test, in the order of the rules."""
    since = {finding.code: finding.since for finding in held}
    rising = is_rise(test, seen.previous)
    own = tuple(
        _finding(rule.__name__, severity, test, compared, since, rising)
        for rule, severity, compared in holding
    )
    all_of_them = (*own, *_still_standing(test, seen, held, own, rules))
    if test.is_just_restarted or is_steady(own):
        return tuple(_eased(finding) for finding in all_of_them)
    return all_of_them


def _eased(finding: Finding) -> Finding:
    """The finding, no more serious than "discuss" if the level is steady or treatment was only just
    resumed."""
    return replace(finding, severity=Severity.DISCUSS) if finding.severity is Severity.SOON else finding


def _still_standing(
    test: Test,
    seen: Seen,
    held: tuple[Finding, ...],
    own: tuple[Finding, ...],
    rules: Rules,
) -> Iterator[Finding]:
    """Earlier alarms that a test too vague to be judged cannot lift,
    because they hold at its highest value."""
    if not _is_vague(test):
        return
    known, by_code = {finding.code for finding in own}, {rule.__name__: rule for rule, _ in rules}
    highest = _at_its_highest(test)
    for finding in held:
        is_open = finding.severity.is_concern and finding.code not in known
        if is_open and (highest is None or by_code[finding.code](highest, seen)):
            yield finding


def _is_vague(test: Test) -> bool:
    """Whether the test cannot be judged, and so lifts no alarm."""
    return test.judged.reason == "cannot_tell"


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
