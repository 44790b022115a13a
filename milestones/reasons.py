"""Simpler reasons for a change, found in the record: a pause, another dose, another laboratory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from milestones.history import Treatment
from milestones.lines import ONE_DAY, PAUSED, TO_STOP_FOR_GOOD, Course
from milestones.same_result import lab_name
from milestones.sourced import load_numbers
from milestones.verdicts import JudgedResult

LAB_CHANGED = "lab_changed"
REASON_CODES = ("paused", "dose_changed", LAB_CHANGED)


@dataclass(frozen=True)
class Reason:
    """One of REASON_CODES and its day: the day after the last tablet,
    or that of the new dose or laboratory."""

    code: str
    on: date


def find_reasons(judged: Sequence[JudgedResult], course: Course, day: date) -> tuple[Reason, ...]:
    """What may explain a result of that day within the half year before it, newest first."""
    first = day - timedelta(days=load_numbers("reasons")["look_back"]["days"])
    found = {
        *_pauses(course, first, day),
        *(reason for reason in _changes_of_dose(course) if first <= reason.on < day),
        *(reason for reason in _changes_of_lab(judged) if first <= reason.on <= day),
    }
    return tuple(sorted(found, key=lambda reason: (day - reason.on, REASON_CODES.index(reason.code))))


def _pauses(course: Course, first: date, day: date) -> Iterator[Reason]:
    """Every time without the medicine that overlaps those days; a try without treatment is not one."""
    for stop, next_start in _stops(course, day):
        began, last = stop + ONE_DAY, (next_start or day) - ONE_DAY
        if began < day and last >= first:
            yield Reason("paused", began)


def _stops(course: Course, day: date) -> Iterator[tuple[date, date | None]]:
    """(last tablet, next start or None) of every pause that began before that day."""
    for row in course.rows:
        if row.stopped_on is None or row.stopped_on >= day or row.stop_reason == TO_STOP_FOR_GOOD:
            continue
        later = [other.started_on for other in course.rows if other.started_on > row.stopped_on]
        if any(_covers(other, row.stopped_on + ONE_DAY) for other in course.rows if other != row):
            later = [row.stopped_on + ONE_DAY]
        next_start = min(later, default=None)
        if row.stop_reason == PAUSED or _is_long_gap(row.stopped_on, next_start or day):
            yield row.stopped_on, next_start


def _covers(row: Treatment, day: date) -> bool:
    return row.started_on <= day and (row.stopped_on is None or row.stopped_on >= day)


def _is_long_gap(last_tablet: date, next_start: date) -> bool:
    """Whether so many days passed without a tablet,
    not counting the last day on it and the first day again."""
    without = (next_start - last_tablet - ONE_DAY).days
    return without >= int(load_numbers("reasons")["pause"]["gap_days"])


def _changes_of_dose(course: Course) -> Iterator[Reason]:
    """Where a line continues with another dose; a switch of medicine or a restart is not one."""
    for line in course.lines:
        for before, after in pairwise(line.rows):
            doses = [" ".join(row.dose.split()).casefold() for row in (before, after)]
            if all(doses) and doses[0] != doses[1]:
                yield Reason("dose_changed", after.started_on)


def _changes_of_lab(judged: Iterable[JudgedResult]) -> Iterator[Reason]:
    """Where one named laboratory follows another among the blood results."""
    tests = [row for row in judged if row.result.specimen == "blood" and row.result.kind != "no_result"]
    named = [row for row in tests if lab_name(row.result.lab)]
    for before, after in pairwise(named):
        if lab_name(before.result.lab) != lab_name(after.result.lab):
            yield Reason(LAB_CHANGED, after.collected_on)
