"""What is unusual about a newly typed blood count: reasons to ask before it is saved. Never a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milestones.history import BloodCount, History
from milestones.sourced import load_numbers
from milestones.unusual import is_before_diagnosis

CODES = ("in_future", "before_diagnosis", "same_day", "unit_slip", "more_than_all")
ITEMS = ("wbc", "neutrophils", "hemoglobin", "platelets")


@dataclass(frozen=True)
class UnusualCount:
    """One reason to ask. `item` is the number it is about, "" for the count as a whole; `day` is the date it
    was compared with."""

    code: str
    item: str = ""
    day: date | None = None


def find_unusual_counts(history: History, new: BloodCount, today: date) -> tuple[UnusualCount, ...]:
    """Every reason to ask about `new`, in the order of CODES. `history` contains only the other counts."""
    return tuple(_find(history, new, today))


def _find(history: History, new: BloodCount, today: date) -> Iterator[UnusualCount]:
    diagnosed = history.person.diagnosed_on
    if new.collected_on > today:
        yield UnusualCount("in_future", day=today)
    if diagnosed is not None and is_before_diagnosis(new.collected_on, diagnosed):
        yield UnusualCount("before_diagnosis", day=diagnosed)
    if any(row.collected_on == new.collected_on for row in history.blood_counts):
        yield UnusualCount("same_day", day=new.collected_on)
    for item in ITEMS:
        value = getattr(new, item)
        if value is not None and not is_usual(item, value):
            yield UnusualCount("unit_slip", item)
    if new.neutrophils is not None and new.wbc is not None and new.neutrophils > new.wbc:
        yield UnusualCount("more_than_all", "neutrophils")


def is_usual(item: str, value: Decimal) -> bool:
    """Whether a count in 10^9/L, or a hemoglobin in g/dL, needs no question."""
    rule = load_numbers("unusual")["counts"][item]
    return value == 0 or Decimal(rule["below"]) <= value <= Decimal(rule["above"])
