"""How a result was judged: the row, every comparison with its values, and each rule that held or nearly did.

Codes and numbers only, each number with its source; the shape is shown by tests/milestones/test_explain.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milestones.assess import assess_judged
from milestones.explain_rules import ExplainedRule, Point, Series, explain_rules, make_point
from milestones.guideline import Band, Checkpoint, Confirmation, Guideline
from milestones.history import History, as_known_on
from milestones.judgement import Judgement, judge_history
from milestones.scale import Interval
from milestones.series import Seen, is_off_scale, tests_off_scale
from milestones.severity import Severity
from milestones.standing import find_newest, last_test_before
from milestones.timing import Window, window_of
from milestones.trend_rules import EVENTS, RELATIVE_RULES, RULES
from milestones.trends import Finding, read_series
from milestones.verdicts import JudgedResult, Setting, find_confirmation

YES, NO, CANNOT_TELL = "yes", "no", "cannot_tell"


@dataclass(frozen=True)
class Comparison:
    """The value against one band of the row: is it above `above` and at or below `at_most` %IS?"""

    category: str | None
    severity: Severity | None
    above: Decimal
    at_most: Decimal | None
    answer: str


@dataclass(frozen=True)
class Confirmed:
    """A value above the border that confirms an earlier one above it: the number of days between them."""

    before: JudgedResult
    days: int
    rule: Confirmation


@dataclass(frozen=True)
class ExplainedResult:
    """One result of the day and what it was compared with. Without a row there is a reason instead."""

    judged: JudgedResult
    row: Checkpoint | None
    window: Window | None
    comparisons: tuple[Comparison, ...]
    confirmed: Confirmed | None


@dataclass(frozen=True)
class Explanation:
    """Everything behind the judgement of one day's results, using only results known on that day.

    `rules` are those of the trend that held or came close; `events` the other findings of that day.
    """

    day: date
    guideline: str
    results: tuple[ExplainedResult, ...]
    newest: Point | None
    previous: Point | None
    lowest: Point | None
    second_lowest: Point | None
    rules: tuple[ExplainedRule, ...]
    events: tuple[Finding, ...]


def explain(history: History, guideline: Guideline, day: date) -> Explanation:
    """How the results collected on `day` were judged, ignoring later results.

    Raises KeyError if no result was collected on that day.
    """
    known = tuple(row for row in history.results if row.collected_on <= day)
    return explain_judged(history, judge_history(history, guideline, known), day)


def explain_judged(history: History, judgement: Judgement, day: date) -> Explanation:
    """As `explain`, when the history has already been judged up to that day or further: a later result never
    changes an earlier verdict. `judgement` is of this very history, whatever is dated later."""
    setting, course = judgement.setting, judgement.course
    judged = tuple(row for row in judgement.judged if row.collected_on <= day)
    of_day = [row for row in judged if row.collected_on == day]
    if not of_day:
        raise KeyError(day)
    series = _series_of(judgement, judged, find_newest(of_day))
    known = series.tests is judgement.tests
    reading = judgement.reading if known else read_series(series.tests, course, series.rules)
    seen = reading.seen if reading else Seen()
    before = last_test_before(judged, day)
    return Explanation(
        day=day,
        guideline=setting.guideline.id,
        results=tuple(_explain_result(row, setting, before) for row in of_day),
        newest=make_point(reading.test if reading else None),
        previous=make_point(seen.previous),
        lowest=make_point(seen.lowest),
        second_lowest=make_point(seen.second_lowest),
        rules=tuple(explain_rules(reading, series, course)) if reading else (),
        events=tuple(_events(history, judgement, day)),
    )


def _events(history: History, judgement: Judgement, day: date) -> Iterator[Finding]:
    """The other findings of that day. If no entry is later, today's judgement is that day's judgement too."""
    known = as_known_on(history, day)
    if known is not history:
        judgement = judge_history(known, judgement.setting.guideline, known.results)
    findings = assess_judged(history, judgement, day).trend.findings
    yield from (row for row in findings if row.code in EVENTS)


def _series_of(judgement: Judgement, judged: Sequence[JudgedResult], newest: JudgedResult | None) -> Series:
    """The tests that the newest of `judged` is compared with, including itself; none if it says nothing."""
    if newest is None or newest.result.kind == "no_result":
        return Series((), RULES)
    if is_off_scale(newest):
        return Series(tests_off_scale(judged, judgement.course, newest.result), RELATIVE_RULES)
    if len(judged) == len(judgement.judged):
        return Series(judgement.tests, RULES)
    day = newest.collected_on
    return Series(tuple(test for test in judgement.tests if test.collected_on <= day), RULES)


def _explain_result(judged: JudgedResult, setting: Setting, before: JudgedResult | None) -> ExplainedResult:
    row = next((row for row in setting.guideline.rows if row.name == judged.row), None)
    interval = judged.interval
    if row is None or interval is None:
        return ExplainedResult(judged, None, None, (), None)
    return ExplainedResult(
        judged=judged,
        row=row,
        window=window_of(row.month) if row.month else None,
        comparisons=tuple(_compare(band, interval, setting.person.goal) for band in row.bands),
        confirmed=_confirmed(judged, setting, before),
    )


def _confirmed(judged: JudgedResult, setting: Setting, before: JudgedResult | None) -> Confirmed | None:
    rule = find_confirmation(judged, setting, before)
    if rule is None or before is None:
        return None
    return Confirmed(before, (judged.collected_on - before.collected_on).days, rule)


def _compare(band: Band, interval: Interval, goal: str) -> Comparison:
    inside = interval.is_above(band.above) or (band.above == 0 and interval.low == 0)
    inside = inside and (band.at_most is None or interval.is_at_most(band.at_most) is True)
    answer = YES if inside else CANNOT_TELL if band.may_hold(interval) else NO
    category = band.category
    return Comparison(
        category.name if category else None,
        category.severity_with(goal) if category else None,
        band.above,
        band.at_most,
        answer,
    )
