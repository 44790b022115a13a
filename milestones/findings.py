"""Everything that holds for a person's newest test: the trend's findings and the other events of that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milestones.genes import find_karyotypes, find_mutations
from milestones.history import History
from milestones.lines import Course, Line
from milestones.rules_without import above_mmr_off_treatment
from milestones.same_result import lab_name
from milestones.series import is_off_scale, scale_of, tests_off_scale
from milestones.severity import Severity
from milestones.sourced import load_numbers
from milestones.standing import find_newest, find_newest_from
from milestones.trend_rules import RELATIVE_RULES
from milestones.trends import Finding, Reading, read_series
from milestones.verdicts import JudgedResult

ENDS_WITH_TREATMENT = above_mmr_off_treatment.__name__


def find_all(
    known: History,
    judged: Sequence[JudgedResult],
    course: Course,
    line: Line | None,
    reading: Reading | None,
    on_treatment: bool = True,
) -> tuple[Finding, ...]:
    """Every finding that holds on the current line today, alarms first.

    `on_treatment` is as of today: an alarm about time without treatment ends with that time, not with the
    next test.
    """
    newest = find_newest(judged)
    found = [*find_mutations(known, course, line), *find_karyotypes(known, course, line)]
    if newest and line and newest.line == line.number:
        if reading and reading.newest.line == line.number:
            older = reading.newest.collected_on < newest.collected_on
            held = (row for row in reading.findings if not (older and row.severity is Severity.STEADY))
            found += [row for row in held if not (on_treatment and row.code == ENDS_WITH_TREATMENT)]
        found += _find_off_scale(judged, course, newest, reading)
        found += _information(judged, newest)
    found += _later_line(course, line, newest)
    return tuple({row.code: row for row in reversed(found)}.values())[::-1]


def _find_off_scale(
    judged: Sequence[JudgedResult], course: Course, newest: JudgedResult, reading: Reading | None
) -> Iterator[Finding]:
    """What holds in the laboratories' own scales since the last test on the International Scale.

    For the newest test's own series these are all findings, for another laboratory's only the alarms.
    """
    after = reading.newest.collected_on if reading else date.min
    rows = [
        row for row in judged if is_off_scale(row) and row.line == newest.line and row.collected_on > after
    ]
    for row in {scale_of(row.result): row for row in rows}.values():
        own = read_series(tests_off_scale(judged, course, row.result), course, RELATIVE_RULES)
        is_newest = is_off_scale(newest) and scale_of(row.result) == scale_of(newest.result)
        found = own.findings if own else ()
        yield from (finding for finding in found if is_newest or finding.severity.is_concern)


def _information(judged: Sequence[JudgedResult], newest: JudgedResult) -> Iterator[Finding]:
    """What explains or limits the newest test without saying how serious it is."""
    before = _test_before(judged, newest)
    day = newest.collected_on
    if before is not None:
        earlier = before.collected_on
        if (newest.interval is None) != (before.interval is None) and newest.result.kind != "no_result":
            yield Finding("scale_changed", Severity.NONE, day, earlier, since=day)
        labs = {lab_name(row.result.lab) for row in (newest, before)}
        if len(labs) > 1 and "" not in labs:
            yield Finding("lab_changed", Severity.NONE, day, earlier, since=day)
    if newest.small_sample and newest.result.kind != "no_result":
        yield Finding("small_sample", Severity.NONE, day, since=day)
    elif newest.interval is not None and not newest.depth_stated:
        yield Finding("depth_unknown", Severity.NONE, day, since=day)


def _later_line(course: Course, line: Line | None, newest: JudgedResult | None) -> Iterator[Finding]:
    """From the third medicine on: the checkpoints were made mainly for a first or second one."""
    from_medicine = load_numbers("windows")["later_line"]["from_medicine"]
    third = [row for row in course.lines if course.count_medicines(row) == from_medicine]
    if third and line is not None and line.number >= third[0].number:
        day = newest.collected_on if newest else None
        yield Finding("later_line", Severity.NONE, day, since=third[0].started_on)


def _test_before(judged: Sequence[JudgedResult], newest: JudgedResult) -> JudgedResult | None:
    """The newest blood result with a value from an earlier day."""
    return find_newest_from(
        row
        for row in reversed(judged)
        if row.collected_on < newest.collected_on and row.result.kind != "no_result"
    )
