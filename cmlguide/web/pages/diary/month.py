"""One month of the diary: its weeks and days, each day with signs for its entries."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from cmlguide.web.frame.row_numbers import row_number
from cmlguide.web.words import dates, marks
from cmlguide.web.words.diary import names as diary_words
from cmlguide.web.words.diary.entries import entry_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import DiaryEntry

EARLIEST = date(1900, 1, 1)
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
    """A month. `weekdays` are (short, long) names; days outside the month are None; `earlier` and `later` are
    how many months before the current one, or ""."""

    title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[DayCell | None, ...], ...]
    earlier: str
    later: str


def month_back(text: str, today: date) -> date:
    """The first day of the month so many months ago; of the current month if it is unreadable. An address
    that counts does not name the month of an entry."""
    months = _months(today) - row_number(text)
    return date(months // 12, months % 12 + 1, 1) if months >= _months(EARLIEST) else today.replace(day=1)


def month_of(day: date, today: date) -> date:
    """The first day of an entry's month; of the current month if it is in the future."""
    return min(day, today).replace(day=1)


def last_of(month: date) -> date:
    """The last day of the month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def month_page(entries: Iterable[DiaryEntry], month: date, today: date, date_order: str) -> MonthPage:
    """The values for the month's page; `date_order` is the person's."""
    rows = sorted(entries, key=lambda entry: (entry.happened_on, entry.pk))
    first_weekday = calendar.SUNDAY if date_order == SUNDAY_FIRST else calendar.MONDAY
    back = _months(today) - _months(month)
    order = [(first_weekday + place) % 7 for place in range(7)]
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    return MonthPage(
        title=dates.month_and_year(month),
        weekdays=tuple((str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in order),
        weeks=tuple(
            tuple(_cell(day, rows, today) if day.month == month.month else None for day in week)
            for week in weeks
        ),
        earlier=str(back + 1) if month > EARLIEST else "",
        later=str(back - 1) if back > 0 else "",
    )


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _cell(day: date, rows: list[DiaryEntry], today: date) -> DayCell:
    here = [row for row in rows if row.happened_on <= day <= row.last_on]
    kinds = [kind for kind in diary_words.SIGNS if any(row.kind == kind for row in here)]
    return DayCell(
        number=day.day,
        day=dates.full_day_and_month(day),
        signs="".join(diary_words.SIGNS[kind] for kind in kinds),
        words=marks.listed(dict.fromkeys(entry_title(row) for row in here)),
        first_pk=here[0].pk if here else None,
        is_today=day == today,
    )
