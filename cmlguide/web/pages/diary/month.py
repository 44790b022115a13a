"""One month of the diary: its weeks and days, each day with signs for its entries."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cmlguide.web.words.diary import names as diary_words
from cmlguide.web.words.diary.entries import entry_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import DiaryEntry

MONTH_FORM = "%Y-%m"
SUNDAY_FIRST = "mdy"  # people who write the month first start the week on Sunday


@dataclass(frozen=True)
class DayCell:
    """One day: its number, its entries as signs and as words, the entry it links to."""

    number: int
    day: str
    signs: str
    words: str
    first_pk: int | None
    is_today: bool


@dataclass(frozen=True)
class MonthPage:
    """A month. `weekdays` are (short, long) names; days outside the month are None; links are `YYYY-MM`, and
    `later` is "" in the current month."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[DayCell | None, ...], ...]
    earlier: str
    later: str


def read_month(text: str, today: date) -> date:
    """The first day of the month `YYYY-MM`; of the current month if it is unreadable or in the future."""
    this = today.replace(day=1)
    try:
        month = datetime.strptime(text, MONTH_FORM).date()  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return this
    return month if month.year >= 1900 and month <= this else this


def last_of(month: date) -> date:
    """The last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_page(entries: Iterable[DiaryEntry], month: date, today: date, date_order: str) -> MonthPage:
    """The values for the month's page; `date_order` is the person's."""
    rows = sorted(entries, key=lambda entry: (entry.happened_on, entry.pk))
    first_weekday = calendar.SUNDAY if date_order == SUNDAY_FIRST else calendar.MONDAY
    order = [(first_weekday + place) % 7 for place in range(7)]
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    return MonthPage(
        title=date_format(month, "F Y"),
        weekdays=tuple((str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in order),
        weeks=tuple(
            tuple(_cell(day, rows, today) if day.month == month.month else None for day in week)
            for week in weeks
        ),
        earlier=(month - timedelta(days=1)).strftime(MONTH_FORM) if month > date(1900, 1, 1) else "",
        later=(last_of(month) + timedelta(days=1)).strftime(MONTH_FORM) if last_of(month) < today else "",
    )


def _cell(day: date, rows: list[DiaryEntry], today: date) -> DayCell:
    here = [row for row in rows if row.happened_on <= day <= row.last_on]
    kinds = [kind for kind in diary_words.SIGNS if any(row.kind == kind for row in here)]
    return DayCell(
        number=day.day,
        day=date_format(day, "j F"),
        signs="".join(diary_words.SIGNS[kind] for kind in kinds),
        words=_("; ").join(dict.fromkeys(entry_title(row) for row in here)),
        first_pk=here[0].pk if here else None,
        is_today=day == today,
    )
