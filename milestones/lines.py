"""Lines of treatment: which medicine's clock a day belongs to, and whether it was a day on treatment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property

from milestones.history import Result, Treatment
from milestones.scale import read_interval
from milestones.sourced import load_decimal, load_numbers, load_toml, number_file

TO_STOP_FOR_GOOD = "treatment_free_remission"
NO_LONGER_ENOUGH = "working_less_well"
PAUSED = "paused"
# Reasons to change a medicine that works: the months go on counting.
KEEPS_CLOCK = ("side_effects", "cost", "shortage")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Medicine:
    """A medicine on the list: its name, its brands, whether it is a TKI, and its codes."""

    name: str
    brands: tuple[str, ...]
    tki: bool
    codes: frozenset[str] = frozenset()


@cache
def known_medicines() -> tuple[Medicine, ...]:
    """The medicines the product knows by name."""
    rows = load_toml(number_file("medicines"))["medicine"]
    return tuple(
        Medicine(
            row["name"],
            tuple(row["brands"]),
            row["tki"],
            frozenset((*row.get("atc", ()), *row.get("rxnorm", ()))),
        )
        for row in rows
    )


@cache
def find_medicine(name: str) -> Medicine | None:
    """The known medicine that `name` is or contains as a word ("Glivec 400"); None for free text."""
    text = name.casefold()
    words = {*re.findall(r"\w+", text), *re.findall(r"[\w-]+", text)}  # TERN-701 is one word
    found = [
        row for row in known_medicines() if words & {word.casefold() for word in (row.name, *row.brands)}
    ]
    return found[0] if len(found) == 1 else None


def medicine_name(treatment: Treatment) -> str:
    """One name for a medicine, whatever its brand."""
    known = find_medicine(treatment.medicine)
    return known.name if known else treatment.medicine.strip().casefold()


def is_tki(treatment: Treatment) -> bool:
    """Whether the row is a TKI: by the list, else by the person's own answer."""
    known = find_medicine(treatment.medicine)
    return known.tki if known else treatment.tki is True


def is_second_generation(treatment: Treatment) -> bool:
    """Whether the row is a second-generation TKI."""
    return medicine_name(treatment) in load_numbers("medicines")["second_generation"]["names"]


@dataclass(frozen=True)
class Line:
    """One line of treatment.

    `clock_from` is the day from which its months count, None if no medicine was entered. `restart` marks a
    line begun after stopping for treatment-free remission (and one that kept its clock): it is judged by the
    "any time" row from its first day. `keeps_clock` marks a change of medicine that kept the previous clock.
    """

    number: int
    medicine: str
    started_on: date | None
    rows: tuple[Treatment, ...] = ()
    clock_from: date | None = None
    restart: bool = False
    keeps_clock: bool = False
    ended_on: date | None = None

    @property
    def stop_reason(self) -> str | None:
        """Why its last medicine ended; None while it goes on, or if not said."""
        if any(row.stopped_on is None for row in self.rows):
            return None
        return max(self.rows, key=lambda row: (row.stopped_on or row.started_on, row.started_on)).stop_reason


WITHOUT_CLOCK = Line(1, "", None)


@dataclass(frozen=True)
class Course:
    """All lines of a person in order, with lookups by day."""

    lines: tuple[Line, ...] = ()

    @property
    def started_on(self) -> date | None:
        """The first day of the first TKI; None if none was entered."""
        return self.lines[0].started_on if self.lines else None

    @cached_property
    def rows(self) -> tuple[Treatment, ...]:
        """Every TKI row, by date."""
        return tuple(row for line in self.lines for row in line.rows)

    def line_on(self, day: date) -> Line | None:
        """The line to which a sample taken that day belongs; None before treatment.

        The very first start day belongs to line 1; the day of a switch or restart still belongs to the
        previous line.
        """
        if not self.lines:
            return WITHOUT_CLOCK
        for line in reversed(self.lines):
            if line.started_on is not None and line.started_on < day:
                return line
        return self.lines[0] if self.started_on == day else None

    def is_on_treatment(self, day: date) -> bool:
        """Whether a sample taken that day was taken on treatment. The day of stopping counts; the day of
        restarting after a gap does not (the sample belongs to the time before)."""
        if day not in self._answers:
            self._answers[day] = self._was_on_treatment(day)
        return self._answers[day]

    @cached_property
    def _answers(self) -> dict[date, bool]:
        """A cache by day, because a verdict, the trend and the checkpoints ask about every result."""
        return {}

    def _was_on_treatment(self, day: date) -> bool:
        for row in self.rows:
            if row.started_on < day and _still_on(row, day):
                return True
        starts_today = any(row.started_on == day for row in self.rows)
        return starts_today and (day == self.started_on or self._covers(day - ONE_DAY))

    def _covers(self, day: date) -> bool:
        return any(row.started_on <= day and _still_on(row, day) for row in self.rows)

    def last_stop(self, day: date) -> Treatment | None:
        """The TKI row that ended last before that day; None while on treatment or before any."""
        ended = [
            row for row in self.rows if row.started_on <= day and row.stopped_on and row.stopped_on <= day
        ]
        return max(ended, key=lambda row: (row.stopped_on, row.started_on), default=None)

    def count_medicines(self, line: Line | None) -> int:
        """How many different medicines there were up to and including that line."""
        number = line.number if line and self.lines else 0
        return len({one.medicine for one in self.lines[:number]})

    def is_trying_without(self, day: date) -> bool:
        """Whether that day was off treatment to try treatment-free remission."""
        if self.is_on_treatment(day):
            return False
        stop = self.last_stop(day)
        return stop is not None and stop.stop_reason == TO_STOP_FOR_GOOD


def _still_on(row: Treatment, day: date) -> bool:
    return row.stopped_on is None or row.stopped_on >= day


def build_course(treatments: Iterable[Treatment], results: Iterable[Result] = ()) -> Course:
    """The lines formed by the TKI rows (in date order); other medicines start none.

    `results` are those that may be compared with a checkpoint: the last one decides whether a clock is kept.
    They are read only where one may be kept.
    """
    tests = cache(lambda: tuple(results))
    lines: list[Line] = []
    for row in _close_what_was_left_open([row for row in treatments if is_tki(row)]):
        restart = _is_restart(lines, row)
        if lines and lines[-1].medicine == medicine_name(row) and not restart:
            lines[-1] = replace(lines[-1], rows=(*lines[-1].rows, row))
        else:
            lines.append(_new_line(lines, row, restart, tests))
    return Course(tuple(_with_ends(lines)))


def _close_what_was_left_open(rows: list[Treatment]) -> Iterable[Treatment]:
    """Each row, ended where the next one started if no end was entered: people forget to enter it."""
    for place, row in enumerate(rows):
        later = (after.started_on for after in rows[place + 1 :] if after.started_on > row.started_on)
        started = None if row.stopped_on else next(later, None)
        yield replace(row, stopped_on=started) if started else row


def rows_as_read(treatments: Iterable[Treatment], today: date) -> tuple[Treatment, ...]:
    """Every row in order; a TKI without a last day ends where the next one had begun by today.

    What is shown must be what is judged: two open-ended doses would look as if they were taken together.
    """
    rows = tuple(treatments)
    begun = [row for row in rows if is_tki(row) and row.started_on <= today]
    ended = {id(row): closed for row, closed in zip(begun, _close_what_was_left_open(begun), strict=True)}
    return tuple(ended.get(id(row), row) for row in rows)


def _is_restart(lines: list[Line], row: Treatment) -> bool:
    """Whether the row resumes treatment after a stop for treatment-free remission."""
    before = Course(tuple(lines))
    stop = before.last_stop(row.started_on)
    if stop is None or stop.stop_reason != TO_STOP_FOR_GOOD:
        return False
    return not any(
        earlier.stopped_on is None or earlier.stopped_on > row.started_on for earlier in before.rows
    )


def _new_line(
    lines: list[Line], row: Treatment, restart: bool, tests: Callable[[], tuple[Result, ...]]
) -> Line:
    number, name = len(lines) + 1, medicine_name(row)
    if lines and not restart and _keeps_clock(lines[-1], row, tests):
        last = lines[-1]
        return Line(number, name, row.started_on, (row,), last.clock_from, last.restart, keeps_clock=True)
    return Line(number, name, row.started_on, (row,), row.started_on, restart)


def _keeps_clock(last: Line, row: Treatment, tests: Callable[[], tuple[Result, ...]]) -> bool:
    """What the person says; otherwise whether the medicine was changed although it had worked."""
    if row.keep_clock is not None or last.stop_reason not in KEEPS_CLOCK:
        return row.keep_clock is True
    first = last.started_on if last.number == 1 else last.started_on and last.started_on + ONE_DAY
    own = [test for test in tests() if first and first <= test.collected_on <= row.started_on]
    newest = [test for test in own if test.collected_on == own[-1].collected_on]
    most = load_decimal("windows", "kept_clock", "at_most_percent_is")
    return bool(newest) and all(_is_at_most(test, most) for test in newest)


def _is_at_most(test: Result, percent: Decimal) -> bool:
    interval = read_interval(test)
    return interval is not None and interval.is_at_most(percent) is True


def _with_ends(lines: list[Line]) -> Iterable[Line]:
    """Each line with the day it ended: the next line's start, or its own last stop."""
    for line, after in zip(lines, [*lines[1:], None], strict=False):  # no lines: only the None is left
        stops = [row.stopped_on for row in line.rows]
        own = None if None in stops else max(stop for stop in stops if stop)
        ends = [day for day in (own, after.started_on if after else None) if day]
        yield replace(line, ended_on=min(ends, default=None))
