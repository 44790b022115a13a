"""Short ways to write a history in an engine test. Plain values: no database, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from milestones.assess import assess
from milestones.assessment import Assessment
from milestones.guideline import load_guideline
from milestones.history import History, PersonFacts, Result, Treatment
from milestones.trends import Finding
from milestones.verdicts import JudgedResult

START = date(2024, 1, 1)
TYPICAL = PersonFacts(transcript="typical", phase="chronic")
DAYS_A_MONTH = 30.4375


def day(days: int) -> date:
    """The day this many days after the first tablet."""
    return START + timedelta(days=days)


def at_month(months: float) -> date:
    """The first day on which `months` have passed since the first tablet."""
    return day(ceil(months * DAYS_A_MONTH))


def percent(value: str, on: date | float, **more) -> Result:
    """A measured %IS; `on` is a date or a month on treatment."""
    return Result(_date(on), "value", Decimal(value), "percent_is", **more)


def other(kind: str, on: date | float, limit: str | None = None, **more) -> Result:
    """A result of another kind; `limit` in %IS."""
    if limit is not None:
        more = {"limit": Decimal(limit), "unit": "percent_is", **more}
    return Result(_date(on), kind, **more)


def ratio(value: str, on: date | float, factor: str | None = None, **more) -> Result:
    """A raw ratio in percent, with its laboratory's conversion factor or without."""
    conversion = None if factor is None else Decimal(factor)
    return Result(_date(on), "value", Decimal(value), "ratio_percent", conversion_factor=conversion, **more)


def every(months: float, *values: str, start: float | None = None) -> list[Result]:
    """Measured values one after another, this many months apart, the first after one such step."""
    first = months if start is None else start
    return [percent(value, first + months * step) for step, value in enumerate(values)]


def tki(
    medicine: str = "imatinib", start: date = START, stop: date | None = None, why=None, **more
) -> Treatment:
    """A medicine from one day to another."""
    return Treatment(medicine, start, stop, stop_reason=why, **more)


def history(*results: Result, treatments=None, person: PersonFacts = TYPICAL, **facts) -> History:
    """A person in chronic phase with a typical transcript on imatinib since START, unless said otherwise."""
    rows = (tki(),) if treatments is None else tuple(treatments)
    return History(replace(person, **facts), rows, tuple(results))


def assessed(
    *results: Result, guideline: str = "eln-2020", today: date | None = None, treatments=None, **facts
) -> Assessment:
    """The assessment of such a history on the day of its newest result, unless told otherwise."""
    made = history(*results, treatments=treatments, **facts)
    return assess_history(made, guideline, today)


def assess_history(made: History, guideline: str = "eln-2020", today: date | None = None) -> Assessment:
    """The assessment of a history on the day of its newest result, unless said otherwise."""
    return assess(made, load_guideline(guideline), today or made.results[-1].collected_on)


def verdict(result: Result, guideline: str = "eln-2020", **facts) -> JudgedResult:
    """The one result of a history with nothing else in it, judged."""
    return assessed(result, guideline=guideline, **facts).results[0]


def codes(assessment: Assessment, severity: str | None = None) -> list[str]:
    """The codes of the findings that hold, in order; with a severity only those."""
    return [row.code for row in assessment.trend.findings if severity in (None, row.severity)]


def finding(assessment: Assessment, code: str) -> Finding:
    """The one finding with this code."""
    (found,) = (row for row in assessment.trend.findings if row.code == code)
    return found


def _date(on: date | float) -> date:
    return on if isinstance(on, date) else at_month(on)
