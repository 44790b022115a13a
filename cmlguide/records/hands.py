"""Which rows of a record were entered or changed by somebody other than its owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from cmlguide.records.models import Helper, Person


@dataclass(frozen=True)
class Hand:
    """Who it was, in the owner's words ("" if they are no longer a helper), whether they entered or changed
    the row, and when."""

    name: str
    entered: bool
    at: datetime


def hands_of(person: Person) -> Mapping[tuple[str, str], Hand]:
    """The latest entry or change by somebody else for each row, keyed by its noun and key. One query."""
    others = person.changes.filter(action__in=("added", "edited"), by__isnull=False)
    rows = (
        others.exclude(by=person.owner_id)
        .annotate(helper_name=name_of_helper(person))
        .values_list("noun", "row_id", "action", "helper_name", "at")
    )
    return {(noun, str(row)): Hand(name or "", action == "added", at) for noun, row, action, name, at in rows}


def name_of_helper(person: Person) -> Subquery:
    """What the owner calls who made a change (`by`): accounts have names that nobody chose."""
    named = Helper.objects.filter(person=person, user=OuterRef("by")).order_by("-pk")
    return Subquery(named.values("name")[:1])
