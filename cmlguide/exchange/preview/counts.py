"""Splits blood counts into single numbers, and puts them together again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cmlguide.exchange.preview.values import FoundCount
from cmlguide.exchange.terms.units import CELLS, HEMOGLOBIN, SHARE
from milestones.history import BloodCount

FIELDS = {
    "wbc": ("wbc", CELLS),
    "hemoglobin": ("hemoglobin", HEMOGLOBIN),
    "platelets": ("platelets", CELLS),
    "neutrophils": ("neutrophils", CELLS),
    "basophils": ("basophils_percent", SHARE),
    "eosinophils": ("eosinophils_percent", SHARE),
    "blasts": ("blasts_percent", SHARE),
}
"""Item -> (field of BloodCount, its unit)."""


def found_counts(row: BloodCount, where: str) -> list[FoundCount]:
    """The numbers of one blood count."""
    found = []
    for item, (name, unit) in FIELDS.items():
        number = getattr(row, name)
        if number is not None:
            found.append(FoundCount(where, f"{number} {unit}", row.collected_on, item, number, unit))
    return found


def blood_counts(rows: Iterable[FoundCount]) -> tuple[BloodCount, ...]:
    """One blood count per day. A share given as a cell count is kept in `extra` (wbc may be another
    sample's)."""
    days: dict[date, dict[str, Any]] = {}
    extras: dict[date, dict[str, str]] = {}
    for row in rows:
        name, unit = FIELDS[row.item]
        if row.unit == unit:
            days.setdefault(row.collected_on, {}).setdefault(name, row.value)
        elif row.unit is not None:
            days.setdefault(row.collected_on, {})
            extras.setdefault(row.collected_on, {})[f"{row.item}_10e9_per_l"] = format(row.value, "f")
    return tuple(BloodCount(day, **found, extra=extras.get(day, {})) for day, found in sorted(days.items()))
