"""The signed-in user's own records, and adding a new one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from cmlguide.records.actions.persons import create_person
from cmlguide.records.models import Person
from cmlguide.web.frame.zone import zone_for_new_record


def own_records(request: HttpRequest) -> QuerySet[Person]:
    """Their records in the order in which they were started, without the example people."""
    return request.user.people.filter(example="").order_by("pk")  # type: ignore[union-attr]


def begin_record(request: HttpRequest) -> Person:
    """A new, empty record, in the time zone of the browser or of this computer."""
    return create_person(owner=request.user, time_zone=zone_for_new_record(request))  # type: ignore[arg-type]
