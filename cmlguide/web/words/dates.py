"""Dates and periods as a person reads them: the month in words, so that the order cannot be mistaken."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from decimal import Decimal

# Within half a year, a day and month cannot be mistaken for another year's.
NEAR_DAYS = 183


def formatted(day: date, form: str) -> str:
    """The day as Django's `date_format` writes it in the reader's language."""
    return _formatted(day, form, get_language())


@lru_cache(maxsize=4096)
def _formatted(day: date, form: str, _language: str | None) -> str:
    """Kept, because each takes ten times longer to write than to find: a chart has dozens."""
    return date_format(day, form)


def long_date(day: date) -> str:
    """`12 November 2026`."""
    return formatted(day, "j F Y")


def short_date(day: date) -> str:
    """`12 Nov 2026`: for lists and tables."""
    return f"{day.day} {_month(day.month, get_language())} {day.year:04d}"


@lru_cache(maxsize=256)
def _month(month: int, _language: str) -> str:
    """The month's short name in the reader's language; cached, because a page can have hundreds of dates."""
    return date_format(date(2000, month, 1), "M")


def day_and_month(day: date, *, today: date) -> str:
    """`14 July`, with the year only where leaving it out could mislead (over half a year away)."""
    near = abs((day - today).days) < NEAR_DAYS
    return formatted(day, "j F" if near else "j F Y")


def month_and_year(day: date) -> str:
    """`March 2024`: for a state that has lasted."""
    return formatted(day, "F Y")


def span(first: date, last: date, *, today: date | None = None) -> str:
    """`12 Dec to 12 Feb`, or one date when both ends are the same;
    with years if leaving them out could mislead."""
    if first == last:
        return short_date(first)
    near = (last - first).days < NEAR_DAYS and (today is None or abs((first - today).days) < NEAR_DAYS)
    form = "j M" if near else "j M Y"
    return _("%(first)s to %(last)s") % {"first": formatted(first, form), "last": formatted(last, form)}


def month_on_treatment(months: Decimal | None) -> int | None:
    """The whole month nearest to `months` on treatment; None without a start date."""
    return None if months is None else round(months)
