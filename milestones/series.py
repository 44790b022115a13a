"""The results as one series of comparable tests, and what is known before each: previous, lowest, MMR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache

from milestones.history import Result
from milestones.lines import NO_LONGER_ENOUGH, Course
from milestones.scale import EXACT, Interval, level_percent, read_raw_interval
from milestones.sourced import load_decimal, load_numbers
from milestones.verdicts import JudgedResult, counts_as_test


@dataclass(frozen=True)
class Test:
    """One day's test as the trend sees it; of two on one day, the one with the higher upper end.

    `line` None: taken before treatment. `trying_without`: off treatment to try treatment-free remission.
    `low` and `high` (None if unbounded) are in the series' own percent, %IS where `on_scale`. They are kept
    here, not asked of the interval, because every rule looks at them many times for every test.
    """

    judged: JudgedResult
    interval: Interval
    line: int | None
    on_treatment: bool = True
    trying_without: bool = False
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

    def is_above(self, percent: Decimal) -> bool:
        """Whether the value is certainly above."""
        return self.interval.is_above(percent)

    def is_at_most(self, percent: Decimal) -> bool:
        """Whether the value is certainly at or below."""
        return self.interval.is_at_most(percent) is True


@dataclass(frozen=True)
class Seen:
    """What is known of a series before its newest test.

    `in_a_row`: the last tests of stated depth, newest last. `lowest` and `second_lowest` are by upper end and
    of stated depth; neither they nor `at_mmr` (the last test in MMR) come from before treatment.
    `off_alarm`: above MMR off treatment, not cleared yet, the newest test included.
    """

    previous: Test | None = None
    in_a_row: tuple[Test, ...] = ()
    lowest: Test | None = None
    second_lowest: Test | None = None
    at_mmr: Test | None = None
    first_mmr_on: date | None = None
    off_alarm: bool = False

    @property
    def low_mark(self) -> Test | None:
        """The second-lowest result, or with one earlier result that one."""
        return self.second_lowest or self.lowest


def count_fold(newer: Test, older: Test | None) -> Decimal | None:
    """How many times as high the newer value is at the least; None where nothing can be said."""
    if older is None or older.high is None or older.high == 0:
        return None
    return EXACT.divide(newer.low, older.high)


def count_fold_at_most(newer: Test, older: Test) -> Decimal | None:
    """How many times as high the newer value is at the most; None where unbounded."""
    if newer.high is None or older.low == 0:
        return None
    return EXACT.divide(newer.high, older.low)


def wobble_fold(percent: Decimal) -> Decimal:
    """How far the test alone can move a value, as a fold, where the lower of two values is `percent`."""
    return next(fold for edge, fold in _wobbles() if percent >= edge)


@cache
def _wobbles() -> tuple[tuple[Decimal, Decimal], ...]:
    """(from this %IS on, fold), the highest first."""
    rows = (
        (Decimal(row["from_percent_is"]), Decimal(row["fold"])) for row in load_numbers("trend")["wobble"]
    )
    return tuple(sorted(rows, reverse=True))


def is_beyond_wobble(newer: Test, older: Test | None) -> bool:
    """Whether the rise from older to newer is certainly more than the test's own wobble."""
    fold = count_fold(newer, older)
    if fold is None or older is None or older.high is None:
        return False
    return fold >= wobble_fold(min(newer.low, older.high))


def is_within_wobble(newer: Test, older: Test | None) -> bool:
    """Whether both ends of the change, up or down, lie inside the test's own wobble."""
    if older is None:
        return False
    least, most = count_fold(newer, older), count_fold_at_most(newer, older)
    if not least or most is None:  # at the least 0 times as high: the newer one may be anything lower
        return False
    wobble = wobble_fold(min(newer.low, older.low))
    return EXACT.multiply(least, wobble) > 1 and most < wobble


def are_both_quiet(newer: Test, older: Test | None) -> bool:
    """Whether both values are so low that a fold change says nothing."""
    if older is None or not newer.on_scale:  # off the scale no fixed border means anything
        return False
    edge = load_decimal("trend", "quiet", "at_most_percent_is")
    return newer.is_at_most(edge) and older.is_at_most(edge)


def tests_on_scale(judged: Iterable[JudgedResult], course: Course) -> tuple[Test, ...]:
    """The blood tests on the International Scale, one a day, by date."""
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
    """(laboratory, unit): off the International Scale only results that share both can be compared."""
    return result.lab.strip().casefold(), result.unit or ""


def _place(judged: JudgedResult, interval: Interval, course: Course) -> Test:
    day = judged.collected_on
    on_treatment = not course.lines or course.is_on_treatment(day)
    return Test(
        judged, interval, judged.line, on_treatment, not on_treatment and course.is_trying_without(day)
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


def carries_over(course: Course, from_line: int | None, to_line: int | None) -> bool:
    """Whether previous, lowest and MMR still count on the later line."""
    passed = course.lines[(from_line or 1) - 1 : (to_line or 1) - 1]
    return all(line.stop_reason != NO_LONGER_ENOUGH for line in passed)


def wobble_range(percent: Decimal) -> tuple[Decimal, Decimal]:
    """(lowest, highest) %IS that the test alone could have made of this value."""
    up = wobble_fold(percent)
    lower = EXACT.divide(percent, up)
    down = max(wobble_fold(lower), up)
    return EXACT.divide(percent, down), EXACT.multiply(percent, up)


@dataclass
class Memory:
    """Walks a series test by test and remembers what the rules may compare with.

    Previous, lowest and MMR carry over a change of line unless the medicine before it was working less well.
    `mark`: the %IS whose reaching is remembered for each clock (see `has_reached_mark`).
    """

    course: Course
    mark: Decimal | None = None
    seen: Seen = field(default_factory=Seen)
    line: int | None = None
    clear_in_a_row: int = 0
    marked: set[date | None] = field(default_factory=set)

    def enter(self, test: Test) -> bool:
        """Make ready for a test: forget what does not carry over into its line, and say whether any was."""
        forget = not carries_over(self.course, self.line, test.line)
        if forget:
            self.seen = Seen()
        elif self.seen.off_alarm and self._was_taken_up_again(test):
            self.seen = replace(self.seen, off_alarm=False)
        self.line = test.line
        off_alarm = self._is_off_alarm(test)
        if off_alarm != self.seen.off_alarm:
            self.seen = replace(self.seen, off_alarm=off_alarm)
        return forget

    def _was_taken_up_again(self, test: Test) -> bool:
        """Whether a medicine was started between the test before and this one."""
        before = self.seen.previous
        starts = (row.started_on for row in self.course.rows)
        return before is not None and any(before.collected_on <= day < test.collected_on for day in starts)

    def _is_off_alarm(self, test: Test) -> bool:
        """Whether a value above MMR off treatment still stands: until two in a row are back, or a restart."""
        edge = load_decimal("trend", "above_mmr_off_treatment", "above_percent_is")
        enough = load_numbers("trend")["above_mmr_off_treatment"]["clear_results_in_a_row"]
        if test.on_treatment or (test.trying_without and test.is_above(edge)):
            self.clear_in_a_row = 0
            return not test.on_treatment
        if test.interval.depth_stated:
            self.clear_in_a_row = self.clear_in_a_row + 1 if test.is_at_most(edge) else 0
        return self.seen.off_alarm and bool(self.clear_in_a_row < enough)

    def add(self, test: Test) -> None:
        """Remember the test for those that follow."""
        seen = self.seen
        stated, on_line = test.interval.depth_stated, test.line is not None
        in_mmr = on_line and test.is_at_most(level_percent("mmr"))
        self.seen = replace(
            seen,
            previous=test,
            in_a_row=(*seen.in_a_row[-1:], test) if stated else seen.in_a_row,
            at_mmr=test if in_mmr else seen.at_mmr,
            first_mmr_on=seen.first_mmr_on or (test.collected_on if in_mmr else None),
        )
        if stated and on_line and test.high is not None:
            self._lower(test)
        if on_line and self.mark is not None and test.is_at_most(self.mark):
            self.marked.add(self._clock(test))

    def _lower(self, test: Test) -> None:
        lowest, second = self.seen.lowest, self.seen.second_lowest
        if lowest is None or _is_lower(test, lowest):
            self.seen = replace(self.seen, lowest=test, second_lowest=lowest)
        elif second is None or _is_lower(test, second):
            self.seen = replace(self.seen, second_lowest=test)

    def has_reached_mark(self, test: Test) -> bool:
        """Whether an earlier test on the same clock was at or below the mark."""
        return self._clock(test) in self.marked

    def _clock(self, test: Test) -> date | None:
        return self.course.lines[test.line - 1].clock_from if test.line and self.course.lines else None


def _is_lower(test: Test, other: Test) -> bool:
    return test.high is not None and other.high is not None and test.high < other.high
