"""Short made-up histories for tests of words: one test every three months, on imatinib, City lab."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from milestones.assess import assess
from milestones.assessment import Assessment
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment

START = date(2025, 1, 6)
STEP = 91


def tell(*values: str | Result, start: date = START, medicine: str = "imatinib", **facts: Any) -> History:
    """A history with one result a quarter from `start`, the day the medicine begins ("" for none).

    A value is a %IS ("0.074"), "nd 0.0032" (not detected, with its limit), "nd" or "no result"; or a Result.
    """
    days = [start + timedelta(days=STEP * index) for index in range(len(values))]
    results = [
        value if isinstance(value, Result) else read(value, day)
        for value, day in zip(values, days, strict=True)
    ]
    person = PersonFacts(**{"transcript": "typical", "phase": "chronic", **facts})
    treatments = (Treatment(medicine, start, dose="400 mg"),) if medicine else ()
    return History(person=person, treatments=treatments, results=tuple(results))


def read(value: str, day: date) -> Result:
    """One result from its short form."""
    if value == "no result":
        return Result(day, kind="no_result", lab="City")
    if value.startswith("nd"):
        limit = value.removeprefix("nd").strip()
        return Result(
            day, kind="not_detected", limit=Decimal(limit) if limit else None, unit="percent_is", lab="City"
        )
    return Result(day, value=Decimal(value), unit="percent_is", lab="City")


def judged(history: History, guideline: str = "eln-2020", today: date | None = None) -> Assessment:
    """The assessment on `today`, or ten days after the last result."""
    last = history.results[-1].collected_on if history.results else START
    return assess(history, load_guideline(guideline), today or last + timedelta(days=10))


JUST_ABOVE = History(
    person=PersonFacts(transcript="typical", phase="chronic", diagnosed_on=date(2025, 8, 29)),
    treatments=(Treatment("imatinib", date(2025, 9, 8), dose="400 mg once a day"),),
    results=tuple(
        Result(day, value=Decimal(value), unit="percent_is", lab="City", baseline=value == "62")
        for day, value in (
            (date(2025, 8, 29), "62"),
            (date(2025, 12, 4), "7.1"),
            (date(2026, 3, 10), "0.84"),
            (date(2026, 6, 9), "0.21"),
            (date(2026, 9, 7), "0.074"),
            (date(2026, 11, 12), "0.11"),
        )
    ),
)
JUST_ABOVE_ON = date(2026, 11, 22)
RISING = tell("48", "9.1", "0.8", "0.09", "0.02", "0.03", "0.11", "0.6", "1.4", "3.0")
