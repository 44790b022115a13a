"""A time without treatment: its clock, and for each month whether tests were done, are due or were missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from milestones.history import History, as_known_on
from milestones.lines import Course, Line, build_course, is_tki
from milestones.sourced import load_numbers
from milestones.timing import NextTest, add_months

STATES = ("done", "due", "missed", "no_test")
ROUTINE = "off_treatment"


@dataclass(frozen=True)
class MonthWithout:
    """One month without treatment, counted from 1, from the day after `after` up to and including `until`.

    `state`: "done" (its blood test was taken), "due" (its usual test is in time until `by`), "missed" (that
    time is over), "no_test" (no test is usual in it, and none was taken). `tested_on`: the days of its tests.
    """

    number: int
    after: date
    until: date
    state: str
    by: date | None = None
    tested_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class WithoutTreatment:
    """The time since the last tablet on `since`; `month` is the current one, `trying` whether it is a try.

    `months` is empty after a transplant, for which the calendar is not made. `tablet_only`: no tablet is
    taken, but another medicine is, or a transplant was done.
    """

    since: date
    month: int
    trying: bool
    months: tuple[MonthWithout, ...]
    tablet_only: bool = False


def find_stop(lines: Iterable[Line], day: date) -> date | None:
    """The day of the last tablet before `day`, if none was taken on it; None on or before treatment."""
    course = Course(tuple(lines))
    stop = None if course.is_on_treatment(day) else course.last_stop(day)
    return stop.stopped_on if stop else None


def month_without(stopped_on: date, day: date) -> int:
    """The current month: 1 from the day after the stop to the same day of the next month;
    0 on the day of the stop."""
    months = (day.year - stopped_on.year) * 12 + day.month - stopped_on.month
    return max(0, months + (day > add_months(stopped_on, months)))


def follow_without(history: History, today: date, course: Course | None = None) -> WithoutTreatment | None:
    """The clock and its months up to the current one; None while treatment is taken, or before any. `course`:
    the lines as known today, where they have been built already."""
    known = as_known_on(history, today)
    course = course or build_course(known.treatments)
    since = find_stop(course.lines, today)
    if since is None:
        return None
    running = max(1, month_without(since, today))
    if known.person.transplant_on is not None:
        return WithoutTreatment(since, running, course.is_trying_without(today), (), tablet_only=True)
    tests = sorted(
        row.collected_on
        for row in known.results
        if row.specimen == "blood" and row.kind != "no_result" and row.collected_on > since
    )
    months = tuple(_list_months(since, running, tests, today))
    return WithoutTreatment(
        since, running, course.is_trying_without(today), months, _takes_another(known, today)
    )


def _takes_another(known: History, today: date) -> bool:
    """Whether a medicine other than a main tablet (interferon, one in a trial) is taken today."""
    return any(
        not is_tki(row) and (row.stopped_on is None or row.stopped_on >= today) for row in known.treatments
    )


def agree_on(followed: WithoutTreatment, next_test: NextTest | None) -> WithoutTreatment:
    """The months, with the next test's last day in the first one still due, so that a page never gives two
    dates.

    After something of concern, a test is due in the current month even if none is usual then.
    """
    if next_test is None or next_test.overdue or next_test.why == "planned":
        return followed
    months = list(followed.months)
    place = next((place for place, month in enumerate(months) if month.state == "due"), len(months) - 1)
    wanted = ("due",) if next_test.why == ROUTINE else ("due", "no_test")
    if months and months[place].state in wanted:
        months[place] = replace(months[place], state="due", by=next_test.by)
    return replace(followed, months=tuple(months))


def _list_months(since: date, running: int, tests: list[date], today: date) -> Iterator[MonthWithout]:
    """The months. Each test fills one usual month:
    its own, or the previous one if that had none and is in grace."""
    usual, filled_to = dict(usual_months(running)), since
    for number in range(1, running + 1):
        after, until = add_months(since, number - 1), add_months(since, number)
        free = [day for day in tests if day > filled_to]
        own = tuple(day for day in free if after < day <= until)
        if number not in usual:
            yield MonthWithout(number, after, until, "done" if own else "no_test", tested_on=own)
            continue
        by = _last_day(until, usual[number])
        taken = [day for day in free if day <= until] or [day for day in free if day <= by][:1]
        filled_to = max(taken, default=filled_to)
        state = "done" if taken else "missed" if today > by else "due"
        yield MonthWithout(number, after, until, state, by, own or tuple(taken))


def usual_months(last: int) -> Iterator[tuple[int, Any]]:
    """(month, schedule row) for every usual test up to and including month `last`."""
    rows = load_numbers("windows")["schedule"]["off_treatment"]
    month = 0
    while month < last:
        row = next(row for row in rows if "until_month" not in row or month < row["until_month"])
        month += row["months"]
        if month <= last:
            yield month, row


def _last_day(until: date, row: Any) -> date:
    """The last day on which a usual test is in time:
    the end of the month plus the schedule's grace period."""
    return add_months(until, row.get("window_months", 0)) + timedelta(days=row.get("window_days", 0))
