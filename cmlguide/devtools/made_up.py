"""Made-up records to measure with."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from milestones.history import History, PersonFacts, Result, Treatment


def make_history(size: int, today: date) -> History:
    """A made-up History of `size` results up to `today`: a fall, then small steps; always the same."""
    chance = random.Random(size)  # noqa: S311 - figures to time, not secrets
    days_between = max(7, 91 * 60 // max(size, 60))
    first_on = today - timedelta(days=days_between * size)
    results = [_make_result(first_on, days_between, place, chance) for place in range(size)]
    started_on = first_on + timedelta(days=10)
    person = PersonFacts(transcript="typical", phase="chronic", diagnosed_on=first_on, born_year=1960)
    return History(person=person, treatments=(Treatment("imatinib", started_on),), results=tuple(results))


def _make_result(first_on: date, days_between: int, place: int, chance: random.Random) -> Result:
    day = first_on + timedelta(days=days_between * (place + 1) - 1)
    if place % 7 == 6:
        limit = Decimal("0.0032")
        return Result(day, "not_detected", limit=limit, unit="percent_is", copies=64000, control_gene="ABL1")
    percent = 80 / 4 ** min(place, 7) * chance.uniform(0.7, 1.4)
    return Result(day, "value", Decimal(f"{percent:.4f}"), "percent_is", lab="City", copies=52000)
