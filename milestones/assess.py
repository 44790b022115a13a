"""assess(): the one judgement shown on every page, print and export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from milestones.assessment import Assessment, Baseline, LeftOut, Lowest, OtherVerdict, Taken, Trend, Wobble
from milestones.checkpoints import build_ladder, find_reached_late, list_checkpoints
from milestones.counts import judge_newest_counts
from milestones.due import plan_next_test
from milestones.findings import find_all
from milestones.first_year import find_next_start, plan_first_year
from milestones.genes import GENE_CODES
from milestones.guideline import Guideline, guideline_ids, load_guideline
from milestones.history import History, as_known_on
from milestones.judgement import Judgement, judge_history
from milestones.lines import Course, Line, build_course
from milestones.memory import Kept, what_is_kept
from milestones.months_without import agree_on, follow_without
from milestones.patterns import find_pattern
from milestones.prompts import raise_prompts
from milestones.reasons import LAB_CHANGED, Reason, find_reasons
from milestones.scale import EXACT
from milestones.severity import Severity
from milestones.situations import Picture, list_situations
from milestones.sourced import load_numbers
from milestones.standing import (
    RESULT,
    Now,
    find_newest,
    find_newest_from,
    last_test_before,
    stand,
    stand_with_counts,
)
from milestones.streak import find_streak
from milestones.trends import Finding, Reading, worst
from milestones.verdicts import (
    JudgedResult,
    Setting,
    comparable_results,
    counts_as_test,
    ease,
    judge,
    make_setting,
    why_not_made_for,
)
from milestones.without_treatment import list_facts
from milestones.wobble import are_two_labs, wobble_range

AFTER_TODAY = "after_today"


def assess(history: History, guideline: Guideline, today: date) -> Assessment:
    """What `guideline` says about a history as of `today`.

    Entries dated after today are ignored; results among them are listed in `left_out`.
    """
    known = as_known_on(history, today)
    return assess_judged(history, judge_history(known, guideline, known.results), today)


def assess_judged(history: History, judgement: Judgement, today: date) -> Assessment:
    """As `assess`, when the history as known on `today` has already been judged."""
    guideline = judgement.setting.guideline
    left_out = tuple(
        LeftOut(row.collected_on, AFTER_TODAY) for row in history.results if row.collected_on > today
    )
    said = _assemble(as_known_on(history, today), judgement, today, left_out)
    followed = follow_without(history, today, judgement.course)
    return replace(
        said,
        first_year=plan_first_year(history, guideline, today, judgement.course),
        next_start=find_next_start(history, today, judgement.course),
        without=agree_on(followed, said.next_test) if followed else None,
    )


def see_what_is_taken(history: History, guideline: Guideline, today: date) -> Taken:
    """The same facts as in the Assessment of that day, where no result is judged: for a list of medicines."""
    known = as_known_on(history, today)
    course = build_course(known.treatments, comparable_results(known))
    counts = judge_newest_counts(known.blood_counts, make_setting(known, course, guideline), today)
    return Taken(_takes_something(course, today), counts, follow_without(history, today, course))


def _takes_something(course: Course, today: date) -> bool:
    return not course.lines or course.is_on_treatment(today)


def assess_each(history: History, guideline: Guideline) -> Iterator[Assessment]:
    """One assessment for each result's date, made only from what was known on that day."""
    for day in sorted({row.collected_on for row in history.results}):
        known = as_known_on(history, day)
        yield assess(replace(known, person=replace(known.person, planned_test_on=None)), guideline, day)


def _assemble(known: History, judgement: Judgement, today: date, left_out: tuple[LeftOut, ...]) -> Assessment:
    setting, judged, course = judgement.setting, judgement.judged, judgement.course
    picture = _picture(known, judgement, course.line_on(today), today)
    return Assessment(
        **vars(picture),
        guideline=setting.guideline.id,
        results=judged,
        lowest=_lowest(judgement.reading, course, picture.line),
        baseline=_baseline(judged, course),
        prompts=raise_prompts(list_situations(picture, known, course), _newest_on(judged)),
        notes=tuple(_notes(setting)),
        left_out=left_out,
        lines=course.lines,
        ladder=build_ladder(judged, setting, today),
        wobble=_wobble(_reading_on(picture.line, judgement.reading)),
        time_without_treatment=list_facts(judged, setting, today),
        not_made_for=why_not_made_for(setting, today),
        agreed_percent_is=known.person.agreed_percent_is,
        agreed_on=known.person.agreed_on,
    )


def _picture(known: History, judgement: Judgement, line: Line | None, today: date) -> Picture:
    """Where the person stands: what the findings say and what follows from them."""
    setting, judged, course = judgement.setting, judgement.judged, judgement.course
    checkpoints = list_checkpoints(judged, setting, line, today)
    on_treatment = _takes_something(course, today)
    findings = find_all(known, judged, course, line, judgement.reading, on_treatment)
    late = find_reached_late(judged, checkpoints, setting, line)
    findings += (late,) if late else ()
    level = stand(judged, findings, line, on_treatment)
    next_test = plan_next_test(judged, setting, level, findings, today, checkpoints)
    if next_test and next_test.overdue:
        findings += (Finding("test_overdue", Severity.NONE, _newest_on(judged)),)
    counts = judge_newest_counts(known.blood_counts, setting, today)
    pattern = find_pattern(_reading_on(line, judgement.reading), judged, setting, line, findings)
    return Picture(
        today=today,
        now=stand_with_counts(level, counts),
        level=level,
        newest=find_newest(judged),
        checkpoints=checkpoints,
        trend=Trend(worst(findings), pattern, findings),
        counts=counts,
        reasons=_reasons(judgement, level, findings),
        deep_response=find_streak(judged),
        next_test=next_test,
        other_guidelines=tuple(_other_verdicts(judgement)),
        line=line,
        on_treatment=on_treatment,
        after_transplant=known.person.transplant_on is not None,
    )


def _reading_on(line: Line | None, reading: Reading | None) -> Reading | None:
    """The trend, if its newest test is on the current line; else None."""
    return reading if reading and line and reading.newest.line == line.number else None


def _reasons(judgement: Judgement, level: Now, findings: Sequence[Finding]) -> tuple[Reason, ...]:
    """What in the record may explain the newest test, if its level is of concern."""
    last = find_newest_from(row for row in reversed(judgement.judged) if row.result.kind != "no_result")
    moved = any(row.severity.is_concern and row.code not in GENE_CODES for row in findings)
    judged = level.severity.is_concern and RESULT in level.because
    if last is None or not (moved or judged):
        return ()
    found = find_reasons(judgement.judged, judgement.course, last.collected_on)
    if judgement.setting.person.transplant_on is None:
        return found
    return tuple(reason for reason in found if reason.code == LAB_CHANGED)  # no tablets are missed after it


def _newest_on(judged: Sequence[JudgedResult]) -> date | None:
    newest = find_newest(judged)
    return newest.collected_on if newest else None


def _lowest(reading: Reading | None, course: Course, line: Line | None) -> Lowest | None:
    """The lowest test on the current line that still counts."""
    if reading is None or line is None:
        return None
    if what_is_kept(course, reading.newest.line, line.number) is not Kept.ALL:
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
    """The test that serves as the person's own start; None if there is none."""
    flagged = [row for row in tests if row.result.baseline]
    if flagged or course.started_on is None:
        return flagged[0] if flagged else None
    last_day = course.started_on + timedelta(days=load_numbers("windows")["baseline"]["days_after_start"])
    return find_newest_from(row for row in reversed(tests) if row.collected_on <= last_day)


def _other_verdicts(judgement: Judgement) -> Iterator[OtherVerdict]:
    """What the other guidelines say about the newest result, where their severity differs."""
    setting, judged = judgement.setting, judgement.judged
    newest = find_newest(judged)
    if newest is None:
        return
    before = last_test_before(judged, newest.collected_on)
    steady = judgement.reading is not None and newest.collected_on in judgement.reading.steady_on
    for guideline_id in guideline_ids():
        if guideline_id == setting.guideline.id:
            continue
        other = replace(setting, guideline=load_guideline(guideline_id))
        verdict = judge(newest.result, other, before and judge(before.result, other))
        verdict = ease(verdict) if steady else verdict
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
    """The wobble band from the compared value to the newest test; None if there is none to draw."""
    if reading is None or reading.before is None or reading.before.high is None or reading.before.low == 0:
        return None
    two_labs = are_two_labs(reading.newest, reading.before)
    low, high = wobble_range(reading.before.low, two_labs)
    return Wobble(reading.before.collected_on, reading.newest.collected_on, low, high)
