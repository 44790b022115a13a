"""Other people's records on Start: those open to the user, and a line for each that recently was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.records.models import Helper
from cmlguide.web.words.sharing import ROLES, name_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import User

TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class SharedRecord:
    """Somebody else's record open to the user: numbers for its buttons, whose it is, the user's role."""

    person: int
    helper: int
    name: str
    role: _StrOrPromise


def shared_records(user: User, now: datetime) -> tuple[list[SharedRecord], list[str]]:
    """The records shared with the user, and a kind line for each that ended in the last month. One query."""
    helps = list(Helper.objects.filter(user=user).select_related("person"))
    still = {row.pk: row for row in helps if _ended(row, now) is None}
    records = {row.person_id for row in still.values()}
    lines = [
        SharedRecord(row.person_id, row.pk, name_of(row.person), ROLES[row.role]) for row in still.values()
    ]
    return lines, list(_endings((row for row in helps if row.person_id not in records), now))


def _ended(helper: Helper, now: datetime) -> datetime | None:
    """When access ended; None while it lasts."""
    if helper.ended_at is not None:
        return helper.ended_at
    return helper.expires_at if helper.expires_at is not None and helper.expires_at <= now else None


def _endings(helps: Iterator[Helper], now: datetime) -> Iterator[str]:
    newest = {row.person_id: row for row in helps}
    for row in newest.values():
        ended = _ended(row, now)
        if ended is not None and now - ended < TOLD_FOR:
            yield _(
                "The record of %(name)s is no longer shared with you. Nothing you entered is lost. "
                "Ask its owner if you still need it."
            ) % {"name": name_of(row.person)}
