"""Months on treatment, which row judges a date, gaps, and when the next test is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from milestones.guideline import Checkpoint, Guideline
from milestones.scale import EXACT
from milestones.sourced import load_decimal, load_numbers


@dataclass(frozen=True)
class Window:
    """Our own interpretation of a checkpoint's month, in months on treatment; see windows.toml."""

    month: int
    judged_from: Decimal
    near_from: Decimal
    near_to: Decimal
    early_until: Decimal | None

    def is_near(self, months: Decimal) -> bool:
        """Whether a test at that month is this checkpoint's test (both ends are included)."""
        return self.near_from <= months <= self.near_to

    def is_early(self, months: Decimal) -> bool:
        """Whether the row may not say more than "discuss" yet at that month."""
        return self.early_until is not None and self.judged_from <= months < self.early_until


@cache
def windows() -> tuple[Window, ...]:
    """One window for each checkpoint month, in order."""
    rows = sorted(load_numbers("windows")["checkpoint"], key=lambda row: row["month"])
    return tuple(
        Window(
            row["month"],
            Decimal(row["judged_from"]),
            Decimal(row["near_from"]),
            Decimal(row["near_to"]),
            Decimal(row["early_until"]) if "early_until" in row else None,
        )
        for row in rows
    )


@cache
def window_of(month: int) -> Window:
    """The window of a checkpoint month."""
    return next(window for window in windows() if window.month == month)


def count_months(start: date, day: date) -> Decimal:
    """Months from start to day, exact: days / 30.4375."""
    return EXACT.divide(Decimal((day - start).days), load_decimal("windows", "month", "days"))


def day_of_month(start: date, months: Decimal, round_up: bool = False) -> date:
    """The day `months` after start; with `round_up`, the first day not before that moment."""
    days = EXACT.multiply(months, load_decimal("windows", "month", "days"))
    whole = int(days)
    return start + timedelta(days=whole + (round_up and days != whole))


def add_months(day: date, months: int) -> date:
    """The same day this many calendar months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def row_at(guideline: Guideline, months: Decimal) -> Checkpoint | None:
    """The row that judges a result this many months into a line; None while it is too early for any."""
    ordered = guideline.checkpoints
    if months > window_of(ordered[-1].month or 0).near_to:
        return guideline.any_time_row
    return next((row for row in reversed(ordered) if window_of(row.month or 0).judged_from <= months), None)


def month_borders() -> tuple[tuple[Decimal, bool], ...]:
    """Every month at which a judgement changes, and whether that month itself belongs to the later side."""
    later = [
        edge
        for row in windows()
        for edge in (row.judged_from, row.near_from, row.early_until)
        if edge is not None
    ]
    return (*((edge, True) for edge in later), *((row.near_to, False) for row in windows()))


@dataclass(frozen=True)
class NextTest:
    """The usual time of the next test, from one day to another, both included,
    and the schedule it is from."""

    from_: date
    by: date
    overdue: bool
    why: str


def open_window(why: str, last_test: date, stopped_on: date | None = None) -> tuple[date, date, str]:
    """(from, by, why) of one schedule, counted from the later of the last test and the stop."""
    start = max(day for day in (last_test, stopped_on) if day)
    schedule: Any = load_numbers("windows")["schedule"][why]
    row: Mapping[str, Any] = (
        _after_stop(schedule, start, stopped_on) if isinstance(schedule, list) else schedule
    )
    if "by_months" in row:
        return start + timedelta(days=row["days"]), add_months(start, row["by_months"]), why
    first = add_months(start, row["months"])
    by = add_months(first, row.get("window_months", 0)) + timedelta(days=row.get("window_days", 0))
    return first, by, why


def _after_stop(rows: list[Mapping[str, Any]], day: date, stopped_on: date | None) -> Mapping[str, Any]:
    """The row of the schedule after stopping for a last test on `day`."""
    since = stopped_on or day
    return next(
        row for row in rows if "until_month" not in row or day < add_months(since, row["until_month"])
    )
