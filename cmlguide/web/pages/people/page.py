"""The records a person may open, each with its newest value; examples are listed separately."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from cmlguide.records.newest_results import newest_results
from cmlguide.web.frame.access import open_people, role_in
from cmlguide.web.frame.today import today_here
from cmlguide.web.words.people import RecordLine, record_lines


@dataclass(frozen=True)
class PeoplePage:
    """The `own` and `shared` records, and the `examples`."""

    own: tuple[RecordLine, ...]
    shared: tuple[RecordLine, ...]
    examples: tuple[RecordLine, ...]


def people_page(request: HttpRequest) -> PeoplePage:
    """All records the signed-in user may open; one query for the records, one for all newest values."""
    people = open_people(request)
    roles = {person.pk: role_in(request.user, person) for person in people}  # type: ignore[arg-type]
    newest = newest_results(people, today_here(request))
    lines = record_lines(people, request.user, roles, newest)  # type: ignore[arg-type]
    return PeoplePage(
        own=tuple(line for line in lines if line.is_own and not line.is_example),
        shared=tuple(line for line in lines if not line.is_own and not line.is_example),
        examples=tuple(line for line in lines if line.is_example),
    )
