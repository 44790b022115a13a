"""Facts for a talk about time without treatment: what two guidelines ask for, next to what the record says.

Never a total, never a permission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from milestones.fields import write_number
from milestones.lines import is_second_generation
from milestones.rounding import round_for_reading
from milestones.scale import EXACT, depth_seen, level_percent
from milestones.sourced import load_decimal, load_numbers
from milestones.standing import find_newest_from
from milestones.streak import find_streak_in, one_blood_test_a_day
from milestones.verdicts import JudgedResult, Setting, counts_as_test


@dataclass(frozen=True)
class Fact:
    """One thing a guideline asks for. `needs` and `has` are text to read; None: the record does not say."""

    code: str
    needs: str
    has: str | None
    met: bool | None


@dataclass(frozen=True)
class Known:
    """What the facts are read from."""

    setting: Setting
    judged: Sequence[JudgedResult]
    today: date

    @cached_property
    def tests(self) -> tuple[JudgedResult, ...]:
        """The tests that show the unbroken deep time: several facts need them, at two levels."""
        return one_blood_test_a_day(self.judged)

    @cached_property
    def states_a_depth(self) -> bool:
        """Whether any test says how deep it could see."""
        return any(counts_as_test(judged) and judged.depth_stated for judged in self.judged)

    @cached_property
    def _years_at(self) -> dict[str, Decimal | None]:
        return {}

    def deep_years(self, level: str) -> Decimal | None:
        """Years of unbroken time at that level; None if no test says how deep it could see."""
        if level not in self._years_at:
            self._years_at[level] = _deep_years(self, level)
        return self._years_at[level]


Row = Mapping[str, Any]
Answer = tuple[str, str | None, bool | None]


def list_facts(judged: Sequence[JudgedResult], setting: Setting, today: date) -> dict[str, tuple[Fact, ...]]:
    """The facts of each guideline, by its id, in its order."""
    known = Known(setting, judged, today)
    facts: dict[str, list[Fact]] = {}
    for row in load_numbers("time_without_treatment")["fact"]:
        needs, has, met = READ[row["code"]](row, known)
        facts.setdefault(row["guideline"], []).append(Fact(row["code"], needs, has, met))
    return {guideline: tuple(rows) for guideline, rows in facts.items()}


def fact_codes() -> dict[str, tuple[str, ...]]:
    """The codes of each guideline's facts, by its id."""
    rows = load_numbers("time_without_treatment")["fact"]
    ids = dict.fromkeys(row["guideline"] for row in rows)
    return {
        guideline: tuple(row["code"] for row in rows if row["guideline"] == guideline) for guideline in ids
    }


def _read_age(row: Row, known: Known) -> Answer:
    """Yes or no only if the year of birth alone decides it."""
    born, needs = known.setting.person.born_year, int(row["years"])
    if born is None:
        return row["years"], None, None
    at_most = known.today.year - born
    met = None if at_most == needs else at_most > needs
    return row["years"], str(at_most), met


def _read_phase(row: Row, known: Known) -> Answer:
    phase = known.setting.person.phase
    return (row["phase"], None, None) if phase == "unknown" else (row["phase"], phase, phase == row["phase"])


def _read_transcript(row: Row, known: Known) -> Answer:
    said = known.setting.person.transcript
    return (
        (row["transcript"], None, None)
        if said == "unknown"
        else (row["transcript"], said, said == row["transcript"])
    )


def _read_scale(row: Row, known: Known) -> Answer:
    """Decided by the newest blood result with a number."""
    newest = find_newest_from(
        judged for judged in reversed(known.judged) if judged.result.kind != "no_result"
    )
    if newest is None:
        return row["unit"], None, None
    is_on_scale = counts_as_test(newest)
    return row["unit"], row["unit"] if is_on_scale else newest.result.unit, is_on_scale


def _read_line(row: Row, known: Known) -> Answer:
    """First line, or second only for side effects; a restart of the same medicine is not another line."""
    lines = known.setting.course.lines
    changes = [before for before, after in pairwise(lines) if before.medicine != after.medicine]
    if not lines:
        return row["lines"], None, None
    number = str(len(changes) + 1)
    if not changes:
        return row["lines"], number, True
    if len(changes) + 1 > int(row["most_lines"]):
        return row["lines"], number, False
    why = changes[0].stop_reason
    return row["lines"], number, None if why is None else why == row["only_after"]


def _read_tki_years(row: Row, known: Known) -> Answer:
    years = _tki_years(known)
    if "at_least" in row:
        return _at_least(years, row["at_least"])
    all_second = all(is_second_generation(tki) for tki in known.setting.course.rows)
    key = "more_than_second_generation" if all_second and years is not None else "more_than"
    return _more_than(years, row[key])


def _read_mr4_years(row: Row, known: Known) -> Answer:
    years = known.deep_years("mr4")
    return _at_least(years, row["at_least"]) if "at_least" in row else _more_than(years, row["more_than"])


def _at_least(years: Decimal | None, needs: str) -> Answer:
    if years is None:
        return needs, None, None
    return needs, _text(years, (Decimal(needs), True)), years >= Decimal(needs)


def _more_than(years: Decimal | None, needs: str) -> Answer:
    if years is None:
        return needs, None, None
    return needs, _text(years, (Decimal(needs), False)), years > Decimal(needs)


def _read_sees(row: Row, known: Known) -> Answer:
    """Decided by the newest blood test that says how far down it could see."""
    border = level_percent(row["level"])
    seen = (depth_seen(judged.result) for judged in reversed(known.judged))
    newest = next((depth for depth in seen if depth is not None), None)
    needs = write_number(border)
    return (needs, None, None) if newest is None else (needs, write_number(newest), newest <= border)


def _read_failure(row: Row, known: Known) -> Answer:
    """No after a medicine that was working less well, or a result in a guideline's failure category."""
    rows, needs = known.setting.course.rows, "0"
    if not rows:
        return needs, None, None
    ended = [tki for tki in rows if tki.stop_reason == row["none_ended_for"]]
    if ended or any(judged.failing for judged in known.judged):
        return needs, "1", False
    lines = known.setting.course.lines
    is_told = all(line.stop_reason for line in lines[:-1])
    return (needs, "0", True) if is_told else (needs, None, None)


def _read_optimal(row: Row, known: Known) -> Answer:
    """Long enough on a TKI, and long enough at MR4 or at MR4.5."""
    borders = [row[key] for key in ("tki_years_more_than", "mr4_years_more_than", "mr4_5_years_more_than")]
    needs = f"{borders[0]}, {borders[1]} or {borders[2]}"
    all_years = (_tki_years(known), known.deep_years("mr4"), known.deep_years("mr4.5"))
    answers = [_more_than(years, border) for years, border in zip(all_years, borders, strict=True)]
    if any(met is None for _, _, met in answers):
        return needs, None, None
    long, deep, deeper = (met is True for _, _, met in answers)
    return needs, ", ".join(has or "" for _, has, _ in answers), long and (deep or deeper)


READ: dict[str, Callable[[Row, Known], Answer]] = {
    "age": _read_age,
    "phase": _read_phase,
    "scale": _read_scale,
    "line": _read_line,
    "transcript": _read_transcript,
    "tki_years": _read_tki_years,
    "mr4_years": _read_mr4_years,
    "sees_mr4.5": _read_sees,
    "no_failure": _read_failure,
    "optimal": _read_optimal,
}


def _tki_years(known: Known) -> Decimal | None:
    """Years on any TKI up to today, without pauses; None if there was none."""
    spans = [
        (tki.started_on, min(tki.stopped_on or known.today, known.today))
        for tki in known.setting.course.rows
        if tki.started_on <= known.today
    ]
    return _years(sum(_days_of(spans))) if spans else None


def _days_of(spans: Sequence[tuple[date, date]]) -> Iterator[int]:
    """The days of each span not counted by an earlier one."""
    counted_to = date.min
    for first, last in sorted(spans):
        start = max(first, counted_to)
        yield max((last - start).days, 0)
        counted_to = max(counted_to, last)


def _deep_years(known: Known, level: str) -> Decimal | None:
    if not known.states_a_depth:
        return None
    streak = find_streak_in(known.tests, level)
    if streak.since is None or streak.last_on is None:
        return Decimal(0)
    return _years((streak.last_on - streak.since).days)


def _years(days: int) -> Decimal:
    return EXACT.divide(Decimal(days), load_decimal("time_without_treatment", "year", "days"))


def _text(years: Decimal, border: tuple[Decimal, bool]) -> str:
    """Years to one decimal, or to more if that would move them across the border."""
    return f"{round_for_reading(years, 1, (border,)):f}"
