"""What is unusual about a newly typed date of diagnosis: reasons to ask before it is saved. No judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from milestones.history import History, Treatment
from milestones.sourced import load_numbers

CODES = ("diagnosis_in_future", "after_start")


@dataclass(frozen=True)
class UnusualDiagnosis:
    """One reason to ask. `first` is the medicine that was started before it."""

    code: str
    first: Treatment | None = None


def find_unusual_diagnosis(history: History, diagnosed: date, today: date) -> tuple[UnusualDiagnosis, ...]:
    """Every reason to ask about that date, in the order of CODES."""
    return tuple(_find(history, diagnosed, today))


def _find(history: History, diagnosed: date, today: date) -> Iterator[UnusualDiagnosis]:
    if diagnosed > today:
        yield UnusualDiagnosis("diagnosis_in_future")
    days = timedelta(days=int(load_numbers("unusual")["before_diagnosis"]["days"]))
    first = min(history.treatments, key=lambda row: row.started_on, default=None)
    if first is not None and first.started_on < diagnosed - days:
        yield UnusualDiagnosis("after_start", first)
