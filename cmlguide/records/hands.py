"""Which rows of a record somebody else than its owner entered or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from cmlguide.records.models import Helper, Person


@dataclass(frozen=True)
class Hand:
    """Who it was, as the owner calls them ("" where they are no helper any more), whether they entered the
    row or changed it, and when."""

    name: str
    entered: bool
    at: datetime


def hands_of(person: Person) -> Mapping[tuple[str, str], Hand]:
    """The last hand of somebody else on each row, by the row's noun and key. One query."""
    named = Helper.objects.filter(person=person, user=OuterRef("by")).order_by("-pk").values("name")[:1]
    others = person.changes.filter(action__in=("added", "edited"), by__isnull=False)
    rows = (
        others.exclude(by=person.owner_id)
        .annotate(helper_name=Subquery(named))
        .values_list("noun", "row_id", "action", "helper_name", "at")
    )
    return {(noun, str(row)): Hand(name or "", action == "added", at) for noun, row, action, name, at in rows}
