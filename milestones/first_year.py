"""The first year of treatment as a plan from day one: usual tests, and what each checkpoint asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from milestones.guideline import Band, Checkpoint, Guideline
from milestones.history import History, Treatment, as_known_on
from milestones.lines import Course, Line, build_course, is_tki
from milestones.sourced import load_numbers
from milestones.timing import add_months, day_of_month, window_of
from milestones.verdicts import are_milestones_made_for, comparable_results, make_setting

WHYS = ("no_medicine", "not_made_for", "restart", "off_treatment", "over")


@dataclass(frozen=True)
class Step:
    """A test in the first year, at `month` on `due_on`; usual from `from_` to `by`, both included.

    For a checkpoint, `target_percent` is the highest %IS on track and `bands` are the guideline's own words;
    a test between checkpoints has None and no bands. `tested_on`: the newest blood test taken in its time.
    """

    month: int
    due_on: date
    from_: date
    by: date
    target_percent: Decimal | None = None
    bands: tuple[Band, ...] = ()
    tested_on: date | None = None


@dataclass(frozen=True)
class FirstYear:
    """The plan from `starts_on`, the first day of `medicine`; `begun`: whether that day has come.

    After a change of medicine that kept the clock, both are those of the medicine from which the months
    count. Without a plan, `steps` is empty and `why_none` says why (a code of WHYS).
    """

    medicine: str = ""
    starts_on: date | None = None
    begun: bool = False
    steps: tuple[Step, ...] = ()
    why_none: str | None = None


def find_next_start(history: History, today: date, course: Course | None = None) -> Treatment | None:
    """The first TKI that starts after today, if none is taken today; else None. `course`: the lines as known
    today, where they have been built already."""
    if (course or build_course(as_known_on(history, today).treatments)).is_on_treatment(today):
        return None
    return next((row for row in history.treatments if is_tki(row) and row.started_on > today), None)


def plan_first_year(
    history: History, guideline: Guideline, today: date, course: Course | None = None
) -> FirstYear:
    """The plan for today's line, or for the first one that is still to begin. `course`: as above."""
    known = as_known_on(history, today)
    course = course or build_course(known.treatments, comparable_results(known))
    line = course.lines[-1] if course.lines else next(iter(build_course(history.treatments).lines), None)
    if line is None or line.clock_from is None:
        return FirstYear(why_none="no_medicine")
    ends_on = add_months(line.clock_from, guideline.checkpoints[-1].month or 0)
    why = _why_none(known, course, line, guideline, today) or ("over" if today > ends_on else None)
    steps = () if why else _list_steps(line.clock_from, history, guideline)
    medicine = next(
        (one.medicine for one in course.lines if one.started_on == line.clock_from), line.medicine
    )
    return FirstYear(medicine, line.clock_from, bool(course.lines), steps, why)


def _why_none(known: History, course: Course, line: Line, guideline: Guideline, today: date) -> str | None:
    setting = make_setting(known, course, guideline)
    if known.person.transcript == "atypical" or not are_milestones_made_for(setting, today):
        return "not_made_for"
    if line.restart:
        return "restart"
    return "off_treatment" if course.lines and not course.is_on_treatment(today) else None


def _list_steps(start: date, history: History, guideline: Guideline) -> tuple[Step, ...]:
    """Every test up to the last checkpoint, in order; a checkpoint's own month has one test, not two."""
    last = guideline.checkpoints[-1].month or 0
    every = load_numbers("windows")["schedule"]["before_mmr"]
    rows = {row.month: row for row in guideline.checkpoints}
    months = sorted({*range(every["months"], last + 1, every["months"]), *filter(None, rows)})
    return tuple(_step(month, rows.get(month), start, history, every) for month in months)


def _step(month: int, row: Checkpoint | None, start: date, history: History, every: Any) -> Step:
    due = add_months(start, month)
    if row is None:
        first, last = due, add_months(due, every["window_months"])
        return Step(month, due, first, last, tested_on=_tested_on(history, first, last))
    window = window_of(month)
    first = day_of_month(start, window.near_from, round_up=True)
    last = day_of_month(start, window.near_to)
    target = row.on_track_percent(history.person.goal)
    return Step(month, due, first, last, target, row.bands, _tested_on(history, first, last))


def _tested_on(history: History, first: date, last: date) -> date | None:
    days = (
        row.collected_on
        for row in history.results
        if row.specimen == "blood" and row.kind != "no_result" and first <= row.collected_on <= last
    )
    return max(days, default=None)


def week_of(start: date, day: date) -> int:
    """The week of treatment that contains the day: the first day is in week 1."""
    return (day - start) // timedelta(weeks=1) + 1
