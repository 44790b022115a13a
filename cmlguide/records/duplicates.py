"""Is this result already in the record?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cmlguide.records.models import Person, Result


def find_duplicate_result(
    person: Person,
    *,
    collected_on: date,
    lab: str,
    kind: str = "value",
    value: Decimal | None = None,
    unit: str = "",
    limit: Decimal | None = None,
    level: str = "",
    but_not: Result | None = None,
) -> Result | None:
    """The person's result of the same day, lab and value, or None.

    0.10 and 0.1 are the same value; `City` and ` city` the same lab. `but_not` is the result being edited.
    """
    same_day = person.results.kept().filter(collected_on=collected_on, kind=kind, unit=unit, level=level)
    for row in same_day:
        same_place = _lab_name(row.lab) == _lab_name(lab)
        if same_place and (row.value, row.limit) == (value, limit) and row != but_not:
            return row
    return None


def _lab_name(lab: str) -> str:
    return " ".join(lab.split()).casefold()
