"""One result against one row of a guideline: its category and severity, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from milestones.guideline import Category, Checkpoint, Confirmation, Guideline
from milestones.history import History, PersonFacts, Result
from milestones.lines import Course, Line
from milestones.scale import LOG_UNITS, Interval, is_small_sample, level_of, mr_of, read_interval
from milestones.severity import Severity
from milestones.sourced import load_decimal, load_numbers
from milestones.timing import count_months, row_at, window_of

REASONS = (
    "no_result",
    "marrow",
    "atypical_transcript",
    "not_on_is",
    "not_for_these_milestones",
    "no_treatment",
    "before_treatment",
    "off_treatment",
    "too_early",
    "cannot_tell",
)
OUT_OF_CHRONIC_PHASE = ("accelerated", "blast")
NOT_MADE_FOR = ("transplant", *OUT_OF_CHRONIC_PHASE, "child")


class JudgedResult(NamedTuple):
    """A result, what it says in %IS, and the guideline's word for it. A named tuple, because one is made for
    every result.

    `months` are exact; `capped`: the severity is held at "discuss" (the row is only just beginning to apply,
    the line is a restart in its first months, or the level is a steady one); `failing`: the category is the
    guideline's failure or red one. `target_percent`: the highest %IS that is on track in the row, for the
    person's goal; None without a row.
    """

    result: Result
    interval: Interval | None
    level: str
    line: int | None
    months: Decimal | None
    row: str | None = None
    at_checkpoint: bool = False
    target_percent: Decimal | None = None
    category: str | None = None
    severity: Severity = Severity.NONE
    reason: str | None = None
    capped: bool = False
    failing: bool = False

    @property
    def collected_on(self) -> date:
        """The day the sample was taken."""
        return self.result.collected_on

    @property
    def low(self) -> Decimal | None:
        """Lower end in %IS; None without an interval, or if the sample was not fit to score."""
        return None if self.interval is None or self.interval.says_nothing else self.interval.low

    @property
    def high(self) -> Decimal | None:
        """Upper end in %IS; None if unbounded or without an interval."""
        return self.interval.high if self.interval else None

    @property
    def detected(self) -> bool | None:
        """Whether BCR::ABL1 was found; None if the report does not say."""
        return self.interval.detected if self.interval else None

    @property
    def depth_stated(self) -> bool:
        """Whether the report says how deep the test could see."""
        return self.interval.depth_stated if self.interval else False

    @property
    def small_sample(self) -> bool:
        """Whether there were too few control gene copies to score a deep response."""
        return is_small_sample(self.result)

    @property
    def mr(self) -> Decimal | None:
        """MR of a measured value, exact; None for a censored one."""
        if self.interval is None or self.interval.low != self.interval.high:
            return None
        if self.result.unit in LOG_UNITS:
            return self.result.value
        return mr_of(self.interval.low)


@dataclass(frozen=True)
class Setting:
    """What a verdict depends on besides the result itself."""

    person: PersonFacts
    course: Course
    guideline: Guideline
    child_at_diagnosis: bool = False


def comparable_results(history: History) -> Iterator[Result]:
    """The blood results on the International Scale that are fit to score; none for an atypical transcript."""
    if history.person.transcript == "atypical":
        return
    blood = ((row, read_interval(row)) for row in history.results if row.specimen == "blood")
    yield from (row for row, interval in blood if interval is not None and not interval.says_nothing)


def make_setting(history: History, course: Course, guideline: Guideline) -> Setting:
    """The setting of a history: lines of treatment and whether the milestones apply to this person."""
    return Setting(history.person, course, guideline, _was_surely_a_child(history, course))


def _was_surely_a_child(history: History, course: Course) -> bool:
    """Whether the person was certainly under 18 at diagnosis (only the year of birth is known)."""
    born = history.person.born_year
    known = [day for day in (history.person.diagnosed_on,) if day]
    known = known or [
        day for day in (course.started_on, *(row.collected_on for row in history.results[:1])) if day
    ]
    if born is None or not known:
        return False
    return bool(min(known).year - born < load_numbers("windows")["adult"]["years"])


def judge_results(results: Iterable[Result], setting: Setting) -> tuple[JudgedResult, ...]:
    """Every result judged, in the order given (by date). A later result never changes an earlier verdict."""
    judged: list[JudgedResult] = []
    before: JudgedResult | None = None
    newest: JudgedResult | None = None
    for result in results:
        if newest is not None and newest.collected_on < result.collected_on:
            before = newest
        one = judge(result, setting, before)
        judged.append(one)
        if counts_as_test(one) and one.depth_stated:
            newest = _worse_of_a_day(newest, one)
    return tuple(judged)


def counts_as_test(judged: JudgedResult) -> bool:
    """Whether the result is a blood test on the International Scale, fit to score, typical transcript."""
    interval = judged.interval
    return interval is not None and judged.result.specimen == "blood" and not interval.says_nothing


def _worse_of_a_day(newest: JudgedResult | None, judged: JudgedResult) -> JudgedResult:
    """The later of the two; on the same day, the one with the higher upper end."""
    if newest is None or newest.collected_on < judged.collected_on:
        return judged
    return max(newest, judged, key=weight_on_a_day)


def weight_on_a_day(judged: JudgedResult) -> tuple[int, Decimal, Decimal]:
    """Which of one day's results stands for the day: the one that says most, then by upper end, then by lower
    end.

    A result without an interval, one not fit to score and one of unstated depth say less than the others.
    """
    interval = judged.interval
    if interval is None:
        return (0 if judged.result.kind == "no_result" else 2), Decimal(0), Decimal(0)
    says = 1 if interval.says_nothing else 3 + interval.depth_stated
    return says, Decimal("Infinity") if interval.high is None else interval.high, interval.low


def judge(result: Result, setting: Setting, before: JudgedResult | None = None) -> JudgedResult:
    """The verdict on one result; `before` is the last test of an earlier day."""
    line = setting.course.line_on(result.collected_on)
    interval = read_interval(result) if setting.person.transcript != "atypical" else None
    months = count_months(line.clock_from, result.collected_on) if line and line.clock_from else None
    reason = next(_reasons(result, interval, line, setting), None)
    said = (
        {"reason": reason}
        if reason or line is None or interval is None
        else _judge_by_row(result, interval, line, months or Decimal(0), setting, before)
    )
    return JudgedResult(
        result=result,
        interval=interval,
        level=level_of(interval, is_small_sample(result)),
        line=line.number if line else None,
        months=months,
        **said,
    )


def _reasons(result: Result, interval: Interval | None, line: Line | None, setting: Setting) -> Iterator[str]:
    """Why there is no verdict: the first reason that applies counts (the order of REASONS)."""
    day = result.collected_on
    if result.kind == "no_result":
        yield "no_result"
    if result.specimen == "marrow":
        yield "marrow"
    if setting.person.transcript == "atypical":
        yield "atypical_transcript"
    if interval is None:
        yield "not_on_is"
    if not are_milestones_made_for(setting, day):
        yield "not_for_these_milestones"
    if not setting.course.lines:
        yield "no_treatment"
    if line is None:
        yield "before_treatment"
    if not setting.course.is_on_treatment(day):
        yield "off_treatment"


def are_milestones_made_for(setting: Setting, day: date) -> bool:
    """Whether the milestones apply to this person on that day: chronic phase, adult, no transplant."""
    return why_not_made_for(setting, day) is None


def why_not_made_for(setting: Setting, day: date) -> str | None:
    """Why they do not apply, the first reason: a code of NOT_MADE_FOR; None if they apply."""
    if is_after_transplant(setting.person, day):
        return "transplant"
    if setting.person.phase in OUT_OF_CHRONIC_PHASE:
        return setting.person.phase
    return "child" if setting.child_at_diagnosis else None


def is_beyond_chronic_phase(setting: Setting, day: date) -> bool:
    """Whether the disease was known to be beyond its chronic phase, or there had been a transplant."""
    return setting.person.phase in OUT_OF_CHRONIC_PHASE or is_after_transplant(setting.person, day)


def is_after_transplant(person: PersonFacts, day: date) -> bool:
    """Whether there had been a transplant before that day."""
    return person.transplant_on is not None and day > person.transplant_on


def _judge_by_row(
    result: Result,
    interval: Interval,
    line: Line,
    months: Decimal,
    setting: Setting,
    before: JudgedResult | None,
) -> dict[str, Any]:
    """What that month's row says, as fields of a JudgedResult."""
    row = setting.guideline.any_time_row if line.restart else row_at(setting.guideline, months)
    if row is None:
        return {"reason": "too_early"}
    early = _is_early(row, months, line)
    confirmed = _find_confirmation(result, interval, setting, before)
    said = (
        _by_category(confirmed.category, confirmed.category.severity, early)
        if confirmed
        else _by_bands(interval, row, setting.person.goal, early)
    )
    return {
        "row": row.name,
        "at_checkpoint": _is_at_checkpoint(row, months, line),
        "target_percent": row.on_track_percent(setting.person.goal),
        **said,
    }


def _by_category(category: Category, severity: Severity, early: bool) -> dict[str, Any]:
    return {
        "category": category.name,
        "severity": severity,
        "failing": category.failing,
        "capped": early,
    }


def _is_at_checkpoint(row: Checkpoint, months: Decimal, line: Line) -> bool:
    return not line.restart and row.month is not None and window_of(row.month).is_near(months)


def _is_early(row: Checkpoint, months: Decimal, line: Line) -> bool:
    """Whether the row may not say more than "discuss": it, or the line itself, is only just beginning."""
    if line.restart:
        return is_just_restarted(line, months)
    return row.month is not None and window_of(row.month).is_early(months)


def is_just_restarted(line: Line, months: Decimal) -> bool:
    """Whether the line is a restart and this many months are within its first months."""
    return line.restart and months < load_decimal("windows", "restart", "first_months")


def _by_bands(interval: Interval, row: Checkpoint, goal: str, early: bool) -> dict[str, Any]:
    """The worst category the value may be in, if all those it may be in have the same severity."""
    maybe = [band.category for band in row.bands if band.may_hold(interval)]
    known = [category for category in maybe if category is not None]
    severities = {_capped(category.severity_with(goal), early) for category in known}
    if len(known) != len(maybe) or len(severities) != 1:
        return {"reason": "cannot_tell"}
    return _by_category(known[-1], severities.pop(), early)


def _capped(severity: Severity, early: bool) -> Severity:
    return Severity.DISCUSS if early and severity.is_concern else severity


def ease(judged: JudgedResult) -> JudgedResult:
    """The result with a severity of at most "discuss"; its category stays."""
    if judged.severity.weight <= Severity.DISCUSS.weight:
        return judged
    return judged._replace(severity=_capped(judged.severity, early=True), capped=True)


def find_confirmation(
    judged: JudgedResult, setting: Setting, before: JudgedResult | None
) -> Confirmation | None:
    """The rule by which the result confirms the previous one (a second high value in a row), or None."""
    return _find_confirmation(judged.result, judged.interval, setting, before)


def _find_confirmation(
    result: Result, interval: Interval | None, setting: Setting, before: JudgedResult | None
) -> Confirmation | None:
    if before is None or before.row is None:
        return None
    again = setting.guideline.confirmations[before.row]
    if again is None or not _share_clock((result.collected_on, before.collected_on), setting):
        return None
    days = (result.collected_on - before.collected_on).days
    in_time = again.from_days <= days <= again.to_days
    above = all(read is not None and read.is_above(again.above) for read in (before.interval, interval))
    return again if in_time and above else None


def _share_clock(days: tuple[date, date], setting: Setting) -> bool:
    """Whether results on both days count their months from the same day."""
    lines = [setting.course.line_on(day) for day in days]
    return len({line.clock_from for line in lines if line}) == 1
