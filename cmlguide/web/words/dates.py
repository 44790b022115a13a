"""Dates and periods as a person reads them: the month in words, so that the order cannot be mistaken."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

# Within half a year, a day and month cannot be mistaken for another year's.
NEAR_DAYS = 183
MONTHS_IN_YEARS = 24
"""From so many months on, a time is told in years."""
# Languages that write months in small letters where Django's names of them have capitals.
SMALL_MONTHS = frozenset({"pt-br"})
A_YEAR = 2000
"""Any: of its days only what follows the number is used."""


def long_date(day: date) -> str:
    """`12 November 2026`."""
    return _written(day, "j F Y")


def short_date(day: date) -> str:
    """`12 Nov 2026`: for lists and tables."""
    return _written(day, "j M Y")


def short_date_in(day: date, language: str | None) -> str:
    """As `short_date`, where the reader's language is known: asking for it takes longer than the rest."""
    return _kept(day, "j M Y", language)


def day_and_month(day: date, *, today: date) -> str:
    """`14 July`, with the year only where leaving it out could mislead (over half a year away)."""
    return full_day_and_month(day) if abs((day - today).days) < NEAR_DAYS else long_date(day)


def full_day_and_month(day: date) -> str:
    """`14 July`."""
    return _written(day, "j F")


def short_day_and_month(day: date) -> str:
    """`14 Jul`."""
    return _written(day, "j M")


def month_and_year(day: date) -> str:
    """`March 2024`: for a state that has lasted."""
    return _written(day, "F Y")


def short_month_and_year(day: date) -> str:
    """`Mar 2024`: for an axis."""
    return _written(day, "M Y")


def month_name(day: date) -> str:
    """`March`."""
    return _small(date_format(day, "F"), get_language())


def span(first: date, last: date, *, today: date | None = None) -> str:
    """`12 Dec to 12 Feb`, or one date when both ends are the same;
    with years if leaving them out could mislead."""
    if first == last:
        return short_date(first)
    near = (last - first).days < NEAR_DAYS and (today is None or abs((first - today).days) < NEAR_DAYS)
    write = short_day_and_month if near else short_date
    return _("%(first)s to %(last)s") % {"first": write(first), "last": write(last)}


def month_on_treatment(months: Decimal | None) -> int | None:
    """The whole month nearest to `months` on treatment; None without a start date."""
    return None if months is None else round(months)


def time_on(months: int) -> str:
    """`2 years 5 months`, for a time so long that nobody counts it in months."""
    years, rest = divmod(months, 12)
    in_years = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    in_months = ngettext("%(count)s month", "%(count)s months", rest) % {"count": rest}
    return f"{in_years} {in_months}" if rest else in_years


def whole_days(text: object) -> str:
    """The text with each day's number and month in one piece: no line ends between `24` and `November`."""
    return _days(get_language()).sub(lambda day: day[0].replace(" ", "\N{NO-BREAK SPACE}"), str(text))


@cache
def _days(language: str | None) -> re.Pattern[str]:
    """A pattern that finds `24 November` and `24 Nov` as the language writes them."""
    firsts = [date(A_YEAR, month, 1) for month in range(1, 13)]
    written = {_kept(day, "j F", language) for day in firsts}
    written |= {_kept(day, "j M Y", language).rpartition(" ")[0] for day in firsts}
    after = {day.removeprefix("1") for day in written}
    return re.compile(rf"(?<!\d)\d{{1,2}}(?:{'|'.join(map(re.escape, sorted(after)))})(?!\w)")


def _written(day: date, form: str) -> str:
    """The day as the reader's language writes `form`."""
    return _kept(day, form, get_language())


@lru_cache(maxsize=4096)
def _kept(day: date, form: str, language: str | None) -> str:
    """Kept, because each takes ten times longer to write than to find: a page has dozens."""
    return _small(date_format(day, _forms(language)[form]), language)


def _small(written: str, language: str | None) -> str:
    return written.lower() if language in SMALL_MONTHS else written


@cache
def _forms(_language: str | None) -> Mapping[str, str]:
    """How the reader's language writes each kind of date, in the letters of Django's `date` filter."""
    return {
        # Translators: 14 July 2026. j is the day, F the month, M its short name, Y the year.
        # A backslash before each letter of a word: j \d\e F \d\e Y
        "j F Y": pgettext("date format", "j F Y"),
        # Translators: 14 July
        "j F": pgettext("date format", "j F"),
        # Translators: 14 Jul 2026
        "j M Y": pgettext("date format", "j M Y"),
        # Translators: 14 Jul
        "j M": pgettext("date format", "j M"),
        # Translators: July 2026
        "F Y": pgettext("date format", "F Y"),
        # Translators: Jul 2026
        "M Y": pgettext("date format", "M Y"),
    }
