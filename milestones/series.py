"""The results as one series of comparable tests, and what is known before each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from milestones.history import Result, Treatment
from milestones.lines import TO_STOP_FOR_GOOD, Course
from milestones.same_result import lab_name
from milestones.scale import Interval, read_raw_interval
from milestones.verdicts import JudgedResult, counts_as_test, is_just_restarted


@dataclass(frozen=True)
class Test:
    """One day's test as the trend sees it; of two on one day, the one with the higher upper end.

    `line` None: taken before treatment. `stop`: the medicine that ended last, only off treatment;
    `trying_without`: it ended to try treatment-free remission. `restarted_on`: the first day of a line begun
    after such a try, None on other lines; `in_first_months`: in the first months after that day. `lab` is ""
    if none is named. `low` and `high` (None if unbounded) are in the series' own percent, which is %IS if
    `on_scale`. They are kept here instead of being read from the interval, because every rule uses them many
    times for every test; the laboratory's name only once a rule asks for it.
    """

    judged: JudgedResult
    interval: Interval
    line: int | None
    on_treatment: bool = True
    stop: Treatment | None = None
    restarted_on: date | None = None
    in_first_months: bool = False
    collected_on: date = field(init=False)
    low: Decimal = field(init=False)
    high: Decimal | None = field(init=False)
    on_scale: bool = field(init=False)

    def __post_init__(self) -> None:
        vars(self).update(
            collected_on=self.judged.result.collected_on,
            low=self.interval.low,
            high=self.interval.high,
            on_scale=self.judged.interval is not None,
        )

    @cached_property
    def lab(self) -> str:
        return lab_name(self.judged.result.lab)

    @property
    def trying_without(self) -> bool:
        """Whether the medicine had ended to try treatment-free remission."""
        return self.stop is not None and self.stop.stop_reason == TO_STOP_FOR_GOOD

    @property
    def is_just_restarted(self) -> bool:
        """Whether it was taken in the first months after a restart, while the medicine was taken."""
        return self.in_first_months and self.on_treatment

    def is_above(self, percent: Decimal) -> bool:
        """Whether the value is certainly above `percent`."""
        return self.interval.is_above(percent)

    def is_at_most(self, percent: Decimal) -> bool:
        """Whether the value is certainly at or below `percent`."""
        return self.high is not None and self.high <= percent


@dataclass(frozen=True, eq=False)
class Run:
    """The tests of a line as a linked chain, newest first: adding one copies nothing."""

    test: Test
    before: Run | None


class Seen(NamedTuple):
    """What is known about a series before its newest test. A named tuple, because one is made for every test.

    `previous` and `in_a_row` (the last two, newest last) are tests of stated depth, `run` all of those on
    this line. `lowest` and `second_lowest` go by the upper end and are of stated depth; neither they nor
    `at_mmr` (the last test in MMR) come from before treatment. `off_alarm`: above MMR off treatment and not
    cleared yet, the newest test included. `last_on_treatment`: the last test of stated depth while a medicine
    was taken.
    """

    previous: Test | None = None
    in_a_row: tuple[Test, ...] = ()
    lowest: Test | None = None
    second_lowest: Test | None = None
    at_mmr: Test | None = None
    first_mmr_on: date | None = None
    off_alarm: bool = False
    last_on_treatment: Test | None = None
    run: Run | None = None

    @property
    def low_mark(self) -> Test | None:
        """The second-lowest result or, if there is only one earlier result, that one."""
        return self.second_lowest or self.lowest


NOTHING_SEEN = Seen()


def tests_on_scale(judged: Iterable[JudgedResult], course: Course) -> tuple[Test, ...]:
    """The blood tests on the International Scale, one per day, by date."""
    rows = (row for row in judged if counts_as_test(row))
    return tuple(_one_a_day(_place(row, row.interval, course) for row in rows if row.interval))


def tests_off_scale(judged: Iterable[JudgedResult], course: Course, like: Result) -> tuple[Test, ...]:
    """The blood tests of the same laboratory on the same scale as `like`, in that scale's own numbers."""
    rows = (row for row in judged if is_off_scale(row) and scale_of(row.result) == scale_of(like))
    read = ((row, read_raw_interval(row.result)) for row in rows)
    return tuple(_one_a_day(_place(row, interval, course) for row, interval in read if interval))


def is_off_scale(judged: JudgedResult) -> bool:
    """Whether the result is a blood test with a value that is not on the International Scale."""
    result = judged.result
    return judged.interval is None and result.specimen == "blood" and result.kind != "no_result"


def scale_of(result: Result) -> tuple[str, str]:
    """(laboratory, unit): off the International Scale, only results that share both can be compared."""
    return lab_name(result.lab), result.unit or ""


def _place(judged: JudgedResult, interval: Interval, course: Course) -> Test:
    day = judged.collected_on
    on_treatment = not course.lines or course.is_on_treatment(day)
    line = course.lines[judged.line - 1] if judged.line and course.lines else None
    months = judged.months
    return Test(
        judged,
        interval,
        judged.line,
        on_treatment,
        None if on_treatment else course.last_stop(day),
        line.clock_from if line and line.restart else None,
        line is not None and months is not None and is_just_restarted(line, months),
    )


def _one_a_day(tests: Iterable[Test]) -> Iterator[Test]:
    held: Test | None = None
    for test in tests:
        if held is not None and held.collected_on == test.collected_on:
            held = max(held, test, key=_weight)
            continue
        if held is not None:
            yield held
        held = test
    if held is not None:
        yield held


def _weight(test: Test) -> tuple[bool, Decimal, Decimal]:
    high = Decimal("Infinity") if test.high is None else test.high
    return test.interval.depth_stated, high, test.low
