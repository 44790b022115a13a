"""Visits to the team: the next one, and past ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from cmlguide.records.extra_lists import VISITS
from cmlguide.records.extras import read_extras
from cmlguide.records.models import Visit
from cmlguide.web.words import dates
from cmlguide.web.words.result.facts import Fact

if TYPE_CHECKING:
    from milestones.history import History

ASKED_FOR = timedelta(days=183)
"""How long after a visit the person is asked to write down what was said."""


@dataclass(frozen=True)
class VisitLine:
    """One visit. `when` is its day and time; `is_today_or_before`: its answers can be written down."""

    pk: int
    day: str
    when: str
    place: str
    with_whom: str
    note: str
    happened: bool
    decisions: str
    is_today_or_before: bool


@dataclass(frozen=True)
class Visits:
    """`ahead`: earliest first; `to_write`: recent ones not written up yet; `past`: others, newest first."""

    ahead: tuple[VisitLine, ...]
    to_write: tuple[VisitLine, ...]
    past: tuple[VisitLine, ...]


def visits(kept: Iterable[Visit], today: date) -> Visits:
    """The person's visits, grouped by what can be done with them."""
    rows = sorted(kept, key=lambda row: (row.visit_on, row.pk))
    lines = [(row, _line(row, today)) for row in rows]
    return Visits(
        ahead=tuple(line for row, line in lines if not row.happened and row.visit_on >= today),
        to_write=tuple(line for row, line in reversed(lines) if _asks(row, today)),
        past=tuple(
            line
            for row, line in reversed(lines)
            if row.happened or (row.visit_on < today and not _asks(row, today))
        ),
    )


def _asks(row: Visit, today: date) -> bool:
    """Whether the person is asked how the visit went: nobody is asked about one of years ago."""
    return not row.happened and row.visit_on < today and is_recent(row, today)


def is_recent(visit: Visit, today: date) -> bool:
    """Whether what is on the page now can have been asked at that visit."""
    return visit.visit_on >= today - ASKED_FOR


def next_visit(kept: Iterable[Visit], today: date) -> Visit | None:
    """The next visit that has not happened yet, including today's."""
    ahead = [row for row in kept if not row.happened and row.visit_on >= today]
    return min(ahead, key=lambda row: (row.visit_on, row.visit_at or time.max, row.pk or 0), default=None)


def next_visit_fact(history: History, today: date) -> Fact | None:
    """`Next visit: 27 November, 11:00`, from the visits that ride along in the history; None without one."""
    listed = history.extra.get(VISITS)
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    rows = [Visit(**read_extras(Visit, item)[0]) for item in items]
    visit = next_visit((row for row in rows if row.visit_on is not None), today)  # a file may hold no visits
    if visit is None:
        return None
    day = dates.day_and_month(visit.visit_on, today=today)
    return Fact(_("Next visit"), f"{day}, {time_format(visit.visit_at, 'H:i')}" if visit.visit_at else day)


def last_visit(kept: Iterable[Visit], today: date) -> Visit | None:
    """The last visit that happened, up to today."""
    been = [row for row in kept if row.happened and row.visit_on <= today]
    return max(been, key=lambda row: (row.visit_on, row.pk), default=None)


def _line(row: Visit, today: date) -> VisitLine:
    day = dates.long_date(row.visit_on)
    at = row.visit_at
    when = _("%(day)s at %(time)s") % {"day": day, "time": time_format(at, "H:i")} if at else day
    return VisitLine(
        pk=row.pk,
        day=day,
        when=when,
        place=row.place,
        with_whom=row.with_whom,
        note=row.note,
        happened=row.happened,
        decisions=row.decisions,
        is_today_or_before=row.visit_on <= today,
    )
