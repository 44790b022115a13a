"""Other medicines and allergies in words: what a team asks for first when a number goes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cmlguide.records.models import OtherMedicine


@dataclass(frozen=True)
class OtherMedicineLine:
    """One row of the list; `period` is empty where no day is known."""

    pk: int
    name: str
    dose: str
    period: str
    note: str
    current: bool


def other_medicine_lines(rows: Iterable[OtherMedicine], today: date) -> list[OtherMedicineLine]:
    """What is taken now first, then what ended; each by name."""
    lines = [_line(row, today) for row in rows]
    return [line for line in lines if line.current] + [line for line in lines if not line.current]


def _line(row: OtherMedicine, today: date) -> OtherMedicineLine:
    return OtherMedicineLine(
        pk=row.pk,
        name=row.name,
        dose=row.dose,
        period=_period(row.started_on, row.stopped_on),
        note=row.note,
        current=row.stopped_on is None or row.stopped_on >= today,
    )


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(start)s to %(end)s") % {"start": dates.short_date(first), "end": dates.short_date(last)}
    if first:
        return _("since %(start)s") % {"start": dates.short_date(first)}
    return _("until %(end)s") % {"end": dates.short_date(last)} if last else ""
