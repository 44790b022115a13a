"""Which counts have a panel of their own, and the values in each, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milestones.hematology import count_borders
from milestones.history import History

ITEMS = ("wbc", "hemoglobin", "platelets", "neutrophils")


@dataclass(frozen=True)
class CountPoint:
    """One value on one day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Panel:
    """One kind of cell: its values by date, oldest first, and the border of a complete response, if any."""

    item: str
    points: tuple[CountPoint, ...]
    border: Decimal | None


def count_panels(history: History, today: date) -> tuple[Panel, ...]:
    """A panel for every kind of cell that has a value up to `today`."""
    borders = count_borders()
    found = []
    for item in ITEMS:
        rows = [(row.collected_on, getattr(row, item)) for row in history.blood_counts]
        points = tuple(CountPoint(day, value) for day, value in rows if value is not None and day <= today)
        if points:
            found.append(Panel(item, points, borders.get(item)))
    return tuple(found)
