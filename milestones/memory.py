"""What is remembered while going through a series, and what of it carries over to another line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from milestones.lines import NO_LONGER_ENOUGH, PAUSED, Course
from milestones.scale import level_percent
from milestones.series import NOTHING_SEEN, Run, Seen, Test
from milestones.sourced import load_decimal, load_numbers


class Kept(Enum):
    """What still counts on a later line: everything, only the previous results, or nothing."""

    ALL = 3
    PREVIOUS = 2
    NOTHING = 1


def what_is_kept(course: Course, from_line: int | None, to_line: int | None) -> Kept:
    """What from an earlier line still counts on a later one.

    Nothing if the medicine in between was working less well; only the previous results if treatment was
    resumed after a try without it: the lowest level and MMR start afresh.
    """
    first, last = (from_line or 1), (to_line or 1)
    if first == last:
        return Kept.ALL
    if any(line.stop_reason == NO_LONGER_ENOUGH for line in course.lines[first - 1 : last - 1]):
        return Kept.NOTHING
    restarts = (line.restart and not line.keeps_clock for line in course.lines[first:last])
    return Kept.PREVIOUS if any(restarts) else Kept.ALL


@dataclass
class Memory:
    """Goes through a series test by test and remembers what the rules may compare with.

    `Kept` says what carries over to another line.
    `mark`: a %IS for which it is remembered, on each clock, whether it was reached (see `has_reached_mark`).
    """

    course: Course
    mark: Decimal | None = None
    seen: Seen = NOTHING_SEEN
    line: int | None = None
    clear_in_a_row: int = 0
    unstated_in_a_row: int = 0
    marked: set[date | None] = field(default_factory=set)

    def enter(self, test: Test) -> bool:
        """Prepare for a test: forget what does not carry over to its line;
        returns whether all was forgotten."""
        kept = what_is_kept(self.course, self.line, test.line)
        if kept is Kept.NOTHING:
            self.seen = NOTHING_SEEN
        elif kept is Kept.PREVIOUS:
            seen = self.seen
            self.seen = Seen(seen.previous, seen.in_a_row, last_on_treatment=seen.last_on_treatment)
        elif self.seen.off_alarm and self._was_taken_up_again(test):
            self.seen = self.seen._replace(off_alarm=False)
        if test.line != self.line:
            self.seen = self.seen._replace(run=None)
        self.line = test.line
        off_alarm = self._is_off_alarm(test)
        if off_alarm != self.seen.off_alarm:
            self.seen = self.seen._replace(off_alarm=off_alarm)
        return kept is Kept.NOTHING

    def _was_taken_up_again(self, test: Test) -> bool:
        """Whether a medicine was started between the previous test and this one."""
        before = self.seen.previous
        starts = (row.started_on for row in self.course.rows)
        return before is not None and any(before.collected_on <= day < test.collected_on for day in starts)

    def _is_off_alarm(self, test: Test) -> bool:
        """Whether a value above MMR off treatment still counts:
        until two in a row are back in MMR, or a restart."""
        if test.on_treatment:
            self.clear_in_a_row = 0
            return False
        edge = load_decimal("trend", "above_mmr_off_treatment", "above_percent_is")
        enough = load_numbers("trend")["above_mmr_off_treatment"]["clear_results_in_a_row"]
        if self._matters_without(test) and test.is_above(edge):
            self.clear_in_a_row = 0
            return True
        if test.interval.depth_stated:
            self.clear_in_a_row = self.clear_in_a_row + 1 if test.is_at_most(edge) else 0
        return self.seen.off_alarm and bool(self.clear_in_a_row < enough)

    def _matters_without(self, test: Test) -> bool:
        """Whether a value above MMR is an alarm: on a try without, or once MMR was lost; not in a pause."""
        if test.trying_without:
            return True
        stop = test.stop
        return stop is not None and stop.stop_reason != PAUSED and self.seen.at_mmr is not None

    def add(self, test: Test) -> None:
        """Remember the test for later ones. One of unstated depth is not used for comparison."""
        seen, on_line = self.seen, test.line is not None
        in_mmr = on_line and test.is_at_most(level_percent("mmr"))
        stated = test.interval.depth_stated
        self.unstated_in_a_row = 0 if stated else self.unstated_in_a_row + 1
        lowest, second = self._lowest_with(test) if stated and on_line else (seen.lowest, seen.second_lowest)
        self.seen = Seen(
            previous=test if stated else seen.previous,
            in_a_row=(*seen.in_a_row[-1:], test) if stated else seen.in_a_row,
            lowest=lowest,
            second_lowest=second,
            at_mmr=test if in_mmr else seen.at_mmr,
            first_mmr_on=seen.first_mmr_on or (test.collected_on if in_mmr else None),
            off_alarm=seen.off_alarm,
            last_on_treatment=test if stated and on_line and test.on_treatment else seen.last_on_treatment,
            run=seen.run if not stated else Run(test, seen.run) if on_line else None,
        )
        if on_line and self.mark is not None and test.is_at_most(self.mark):
            self.marked.add(self._clock(test))

    def _lowest_with(self, test: Test) -> tuple[Test | None, Test | None]:
        """The lowest and second-lowest tests with this one included."""
        lowest, second = self.seen.lowest, self.seen.second_lowest
        if test.high is None:
            return lowest, second
        if lowest is None or _is_lower(test, lowest):
            return test, lowest
        return lowest, test if second is None or _is_lower(test, second) else second

    def has_reached_mark(self, test: Test) -> bool:
        """Whether an earlier test on the same clock was at or below the mark."""
        return self._clock(test) in self.marked

    def _clock(self, test: Test) -> date | None:
        return self.course.lines[test.line - 1].clock_from if test.line and self.course.lines else None


def _is_lower(test: Test, other: Test) -> bool:
    return test.high is not None and other.high is not None and test.high < other.high
