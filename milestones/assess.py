"""assess(): the one judgement that every page, print and export shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from milestones.assessment import Assessment, Baseline, LeftOut, Lowest, OtherVerdict, Trend, Wobble
from milestones.checkpoints import build_ladder, list_checkpoints
from milestones.due import plan_next_test
from milestones.findings import find_all
from milestones.guideline import Guideline, guideline_ids, load_guideline
from milestones.history import History, as_known_on
from milestones.lines import Course, Line, build_course
from milestones.patterns import find_pattern, loosest_target
from milestones.prompts import raise_prompts
from milestones.scale import EXACT
from milestones.series import carries_over, tests_on_scale, wobble_range
from milestones.severity import Severity
from milestones.situations import Picture, list_situations
from milestones.sourced import load_numbers
from milestones.standing import find_newest, last_test_before, stand
from milestones.streak import find_streak
from milestones.trends import Finding, Reading, read_series, worst
from milestones.verdicts import JudgedResult, Setting, counts_as_test, judge, judge_results, make_setting

AFTER_TODAY = "after_today"


def assess(history: History, guideline: Guideline, today: date) -> Assessment:
    """The judgement on a history as it stands on `today`, by `guideline`.

    Entries after today are not looked at; results among them are listed in `left_out`.
    """
    left_out = tuple(
        LeftOut(row.collected_on, AFTER_TODAY) for row in history.results if row.collected_on > today
    )
    known = as_known_on(history, today)
    course = build_course(known.treatments)
    setting = make_setting(known, course, guideline)
    judged = judge_results(known.results, setting)
    return _assemble(known, setting, judged, today, left_out)


def assess_each(history: History, guideline: Guideline) -> Iterator[Assessment]:
    """One assessment as of each result's date, made only from what was known on that day."""
    for day in sorted({row.collected_on for row in history.results}):
        known = as_known_on(history, day)
        yield assess(replace(known, person=replace(known.person, planned_test_on=None)), guideline, day)


def _assemble(
    known: History,
    setting: Setting,
    judged: tuple[JudgedResult, ...],
    today: date,
    left_out: tuple[LeftOut, ...],
) -> Assessment:
    course, line = setting.course, setting.course.line_on(today)
    reading = read_series(tests_on_scale(judged, course), course, mark=loosest_target(setting))
    findings = find_all(known, judged, course, line, reading)
    on_treatment = not course.lines or course.is_on_treatment(today)
    now = stand(judged, findings, line, on_treatment)
    next_test = plan_next_test(judged, setting, now, today)
    if next_test and next_test.overdue:
        findings = (*findings, Finding("test_overdue", Severity.NONE, _newest_on(judged)))
    on_line = reading if reading and line and reading.newest.line == line.number else None
    pattern = find_pattern(on_line, judged, setting, line, findings)
    picture = Picture(
        today=today,
        now=now,
        newest=find_newest(judged),
        checkpoints=list_checkpoints(judged, setting, line, today),
        trend=Trend(worst(findings), pattern, findings),
        deep_response=find_streak(judged),
        other_guidelines=tuple(_other_verdicts(judged, setting)),
        line=line,
        on_treatment=on_treatment,
    )
    return Assessment(
        **vars(picture),
        guideline=setting.guideline.id,
        results=judged,
        lowest=_lowest(reading, course, line),
        baseline=_baseline(judged, course),
        next_test=next_test,
        prompts=raise_prompts(list_situations(picture, known, course), _newest_on(judged)),
        notes=tuple(_notes(setting)),
        left_out=left_out,
        lines=course.lines,
        ladder=build_ladder(judged),
        wobble=_wobble(on_line),
    )


def _newest_on(judged: Sequence[JudgedResult]) -> date | None:
    newest = find_newest(judged)
    return newest.collected_on if newest else None


def _lowest(reading: Reading | None, course: Course, line: Line | None) -> Lowest | None:
    """The lowest test that still counts on the current line."""
    if reading is None or line is None or not carries_over(course, reading.newest.line, line.number):
        return None
    lowest = reading.after.lowest
    return Lowest(lowest.collected_on, lowest.high) if lowest and lowest.high is not None else None


def _baseline(judged: Sequence[JudgedResult], course: Course) -> Baseline | None:
    """The flagged result, else the last one before, or at most 14 days after, the first medicine's start."""
    tests = [row for row in judged if counts_as_test(row)]
    start = find_baseline(tests, course)
    if start is None or start.interval is None:
        return None
    value = start.interval.low if start.high is None or start.low else start.high
    newest = find_newest(tests)
    if newest is None or newest is start or not newest.high or not start.low:
        return Baseline(start.collected_on, value, None)
    at_least = start.low != start.high or newest.low != newest.high
    return Baseline(start.collected_on, value, EXACT.divide(start.low, newest.high), at_least)


def find_baseline(tests: Sequence[JudgedResult], course: Course) -> JudgedResult | None:
    """The test that stands for the person's own start; None where none can."""
    flagged = [row for row in tests if row.result.baseline]
    if flagged or course.started_on is None:
        return flagged[0] if flagged else None
    last_day = course.started_on + timedelta(days=load_numbers("windows")["baseline"]["days_after_start"])
    return find_newest(row for row in tests if row.collected_on <= last_day)


def _other_verdicts(judged: Sequence[JudgedResult], setting: Setting) -> Iterator[OtherVerdict]:
    """What the other guidelines say of the newest result, where they differ in severity."""
    newest = find_newest(judged)
    for guideline_id in guideline_ids():
        if newest is None or guideline_id == setting.guideline.id:
            continue
        other = replace(setting, guideline=load_guideline(guideline_id))
        before = last_test_before(judged, newest.collected_on)
        verdict = judge(newest.result, other, before and judge(before.result, other))
        if verdict.severity != newest.severity:
            yield OtherVerdict(guideline_id, verdict.category, verdict.severity)


def _notes(setting: Setting) -> Iterator[str]:
    if setting.person.transcript == "unknown":
        yield "transcript_unknown"
    if setting.person.phase == "unknown":
        yield "phase_unknown"
    if setting.guideline.newer:
        yield "newer_guideline_exists"


def _wobble(reading: Reading | None) -> Wobble | None:
    """The wobble band from the compared value to the newest test; None where there is none to draw."""
    if reading is None or reading.before is None or reading.before.high is None or reading.before.low == 0:
        return None
    low, high = wobble_range(reading.before.low)
    return Wobble(reading.before.collected_on, reading.newest.collected_on, low, high)
