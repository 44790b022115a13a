"""What a timeline shows, in dates and percents, before it is drawn: frozen values without coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from cmlguide.web.words import marks


class Point(NamedTuple):
    """One result on the chart; `percent` is its position, on the scale of its series.

    `shape` is value, below (a limit: the true number is lower) or above (the true number is higher).
    `limit` is how deep that test could look, None if not known. `words` describe the whole result.
    """

    on: date
    percent: Decimal
    shape: str
    label: str
    words: str
    limit: Decimal | None = None
    level: str = ""
    lab: str = ""
    marrow: bool = False
    key: str = ""

    @property
    def is_censored(self) -> bool:
        """Whether only a limit is known."""
        return self.shape in ("below", "above")


@dataclass(frozen=True)
class Run:
    """Points that one line may join, in order of date."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Level:
    """A band of the scale: from `percent` down to the next level; `goal` is its border in words."""

    code: str
    name: str
    goal: str
    percent: Decimal


@dataclass(frozen=True)
class Goal:
    """A checkpoint: `percent` or less by the day `on`. `date_words` only where it is the next.

    `matters` is False where it lies years back, or was met before this line began: its words may be left out.
    """

    on: date
    percent: Decimal
    when: str
    goal: str
    date_words: str = ""
    matters: bool = True

    @cached_property
    def said(self) -> str:
        """`by 12 months: 0.1% or less`: kept, as each width asks for it several times."""
        return marks.labelled(self.when, self.goal)


@dataclass(frozen=True)
class GoalLine:
    """The stressed level: `percent` (0: the foot of the scale) and its words, `short` for a phone. `goal` is
    the person's own goal it stands for, "" if it is only the usual one."""

    goal: str
    percent: Decimal
    label: str
    short: str
    words: str


@dataclass(frozen=True)
class Medicine:
    """One medicine from its first to its last day (today if it goes on).

    `share` is its dose as a fraction of the person's highest, 1 if no dose is known. `step` is the dose alone
    if the same medicine came before. `pause` marks a gap between two periods of one medicine, or a pause that
    still lasts: nothing was taken then.
    """

    start: date
    end: date
    label: str
    short: str
    words: str
    main: bool
    share: Decimal = Decimal(1)
    step: str = ""
    pause: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of time with its words, and with heights if it has them (the wobble)."""

    start: date
    end: date
    words: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Event:
    """Something on one day that has no height: a test without a number, a change of lab."""

    on: date
    words: str
    label: str = ""
    lab: str = ""


@dataclass(frozen=True)
class DiaryMark:
    """One diary entry from its first to its last day; `prints` if the person ticked it. `title` is what
    happened, without the days that `words` name."""

    start: date
    end: date
    words: str
    prints: bool
    title: str


@dataclass(frozen=True)
class DiaryRow:
    """The entries of one kind, in order of date; `shape` is the name of a Mark."""

    code: str
    shape: str
    name: str
    marks: tuple[DiaryMark, ...]


@dataclass(frozen=True)
class Series:
    """One scale's points: all of them, the runs that are joined, and the changes of lab on the line."""

    points: tuple[Point, ...] = ()
    runs: tuple[Run, ...] = ()
    lab_changes: tuple[tuple[Point, Point, str], ...] = ()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The first and the last day; empty without points."""
        days = [point.on for point in self.points]
        return (min(days), max(days)) if days else ()

    @cached_property
    def reach(self) -> tuple[Decimal, ...]:
        """The lowest and the highest percent above 0, which the scale has to hold; empty without one."""
        percents = [point.percent for point in self.points if point.percent > 0]
        return (min(percents), max(percents)) if percents else ()


@dataclass(frozen=True)
class ChartData:
    """Everything one timeline shows, in dates and percents: the source of SVG, plotly, words and table.

    `lowest` is the lowest measured point, None where it is the newest. `since` is the first day of the span
    that was chosen, None for all. `clock_from` is the day today's months on treatment count from, None
    without a clock; `one_clock` tells that every line of treatment counts from it. `road`: there is one
    result yet, and `goals` are the first year's checkpoints; `begins` is the day treatment begins, where that
    is still to come.
    """

    today: date
    main: Series
    own: Series
    main_is_own: bool
    newest: Point | None
    lowest: Point | None
    levels: tuple[Level, ...]
    goals: tuple[Goal, ...]
    goal_line: GoalLine | None
    agreed: GoalLine | None
    medicines: tuple[Medicine, ...]
    line_starts: tuple[Event, ...]
    no_numbers: tuple[Event, ...]
    depthless: tuple[Event, ...]
    wobble: Span | None
    next_test: Span | None
    clock_from: date | None
    one_clock: bool
    diary: tuple[DiaryRow, ...] = ()
    since: date | None = None
    road: bool = False
    begins: Event | None = None
