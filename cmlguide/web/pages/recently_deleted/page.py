"""Rows deleted in the last 30 days, each with its name, its day, and how long it can still be restored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.records.actions.purge import KEEP_DELETED
from cmlguide.records.any_rows import read_row
from cmlguide.web.words import dates
from cmlguide.web.words.row_names import row_name


@dataclass(frozen=True)
class DeletedLine:
    """One row that can be restored."""

    noun: str
    key: int
    name: str
    day: str
    left: str


def deleted_lines(found: Iterable[Any], now: datetime, zone: tzinfo) -> list[DeletedLine]:
    """The lines for a slice of `DeletedRows`, in its order; days are in the person's time zone."""
    return [_line(read_row(one), now, zone) for one in found]


def _line(found: Any, now: datetime, zone: tzinfo) -> DeletedLine:
    deleted_at = found.row.deleted_at
    goes_on = (deleted_at + KEEP_DELETED).astimezone(zone).date()
    return DeletedLine(
        noun=found.noun,
        key=found.row.pk,
        name=row_name(found.noun, found.row),
        day=dates.long_date(deleted_at.astimezone(zone).date()),
        left=_left((goes_on - now.astimezone(zone).date()).days),
    )


def _left(days: int) -> str:
    if days < 1:
        return _("today is the last day")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
