"""A whole record at once."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cmlguide.records.actions.rows import check_row
from cmlguide.records.history import person_of, rows_of
from cmlguide.records.models import Person, SoftDeleted, User
from milestones.history import History
from milestones.record import RecordProblems


@transaction.atomic
def open_record(*, owner: User, history: History) -> Person:
    """A new person of `owner` with all the history holds, saved in a handful of queries.

    All or nothing: raises RecordProblems, whose `problems` are one sentence each, all at once. Keys this
    version does not know are kept, so that the record written out again is the same. No edit history is made.
    """
    person = person_of(history)
    person.owner = owner
    rows = rows_of(history, person)
    problems = [*_problems("person", person)]
    for name, listed in rows.items():
        for row in listed:
            problems.extend(_problems(_place(name, row), row))
    if problems:
        raise RecordProblems(problems)
    person.save(force_insert=True)
    for listed in rows.values():
        if listed:
            type(listed[0])._base_manager.bulk_create(listed)
    return person


def _problems(place: str, row: models.Model) -> Iterator[str]:
    try:
        check_row(row)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from (f"{place}.{name}: {message}" for message in messages)


def _place(name: str, row: SoftDeleted) -> str:
    """Where the row stands in the file, by date: entries were put in order, so their number says nothing."""
    day = next(
        (getattr(row, field) for field in ("collected_on", "started_on", "found_on") if hasattr(row, field)),
        "",
    )
    return f"{name}[{day}]"
