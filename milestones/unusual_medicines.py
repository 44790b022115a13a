"""What is unusual about a newly typed medicine: reasons to ask before it is saved. Never a judgement.

The first day of a medicine moves every checkpoint, so a wrong year is worth one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from milestones.doses import UsualDose, mg_a_day, usual_dose
from milestones.history import History, Treatment
from milestones.lines import is_tki
from milestones.sourced import load_numbers

CODES = (
    "start_in_future",
    "stop_in_future",
    "before_diagnosis",
    "long_before_results",
    "left_open",
    "other_left_open",
    "overlap",
    "unusual_dose",
)


@dataclass(frozen=True)
class UnusualMedicine:
    """One reason to ask. `day` is the date it was compared with, `other` the medicine taken at the same time,
    `amount` the mg a day that were typed and `usual` those on the label."""

    code: str
    day: date | None = None
    other: Treatment | None = None
    amount: Decimal | None = None
    usual: UsualDose | None = None


def find_unusual_medicine(history: History, new: Treatment, today: date) -> tuple[UnusualMedicine, ...]:
    """Every reason to ask about `new`, in the order of CODES. `history` contains only the other medicines."""
    found = (*_in_future(new, today), *_too_early(history, new), *_beside_others(history, new), *_dose(new))
    return tuple(sorted(found, key=lambda reason: CODES.index(reason.code)))


def _in_future(new: Treatment, today: date) -> Iterator[UnusualMedicine]:
    if new.started_on > today:
        yield UnusualMedicine("start_in_future", today)
    elif new.stopped_on is not None and new.stopped_on > today:
        yield UnusualMedicine("stop_in_future", today)


def _too_early(history: History, new: Treatment) -> Iterator[UnusualMedicine]:
    """A start before the diagnosis, or long before the first result on the first CML tablet."""
    if _is_before_diagnosis(history, new):
        yield UnusualMedicine("before_diagnosis", history.person.diagnosed_on)
    elif _is_long_before_results(history, new):
        yield UnusualMedicine("long_before_results", history.results[0].collected_on)


def _is_before_diagnosis(history: History, new: Treatment) -> bool:
    diagnosed = history.person.diagnosed_on
    return diagnosed is not None and new.started_on < diagnosed - _days("before_diagnosis")


def _is_long_before_results(history: History, new: Treatment) -> bool:
    """Whether the start is long before the results and no diagnosis near it explains why none were
    entered."""
    earlier = any(row.started_on <= new.started_on for row in _tkis(history))
    if not is_tki(new) or earlier or not history.results:
        return False
    most, diagnosed = _days("long_before_results"), history.person.diagnosed_on
    if diagnosed is not None and abs(new.started_on - diagnosed) <= most:
        return False
    return history.results[0].collected_on - new.started_on > most


def _beside_others(history: History, new: Treatment) -> Iterator[UnusualMedicine]:
    """Two CML tablets on the same days. A row without an end stops where the next one starts (`lines.py`)."""
    if not is_tki(new):
        return
    others = _tkis(history)
    starts = {row.started_on for row in others}
    if new.stopped_on is None and (began := _next(starts, new.started_on)):
        yield UnusualMedicine("left_open", began, next(row for row in others if row.started_on == began))
    for row in others:
        if row.stopped_on is None and _next({*starts, new.started_on}, row.started_on) == new.started_on:
            if new.started_on not in starts:
                yield UnusualMedicine("other_left_open", new.started_on, row)
        elif row.started_on < _end(new, starts) and new.started_on < _end(row, starts):
            yield UnusualMedicine("overlap", other=row)


def _dose(new: Treatment) -> Iterator[UnusualMedicine]:
    """A daily amount outside those on labels."""
    amount, usual = mg_a_day(new.dose), usual_dose(new)
    if amount is not None and usual is not None and not usual.holds(amount):
        yield UnusualMedicine("unusual_dose", amount=amount, usual=usual)


def _end(row: Treatment, starts: Iterable[date]) -> date:
    """Its last day; without one, the day the next one starts."""
    return row.stopped_on or _next(starts, row.started_on) or date.max


def _next(starts: Iterable[date], day: date) -> date | None:
    return min((start for start in starts if start > day), default=None)


def _tkis(history: History) -> list[Treatment]:
    return [row for row in history.treatments if is_tki(row)]


def _days(table: str) -> timedelta:
    return timedelta(days=int(load_numbers("unusual")[table]["days"]))
