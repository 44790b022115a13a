"""Writing a whole record at once."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.actions.rows import check_row
from cmlguide.records.history import ENTRIES, rows_of
from cmlguide.records.models import Person, User
from cmlguide.records.room import refuse_if_full
from milestones.history import History
from milestones.record import RecordProblems

WORDS = {
    "person": gettext_lazy("About you"),
    "treatments": gettext_lazy("Medicine"),
    "results": gettext_lazy("Result"),
    "blood_counts": gettext_lazy("Blood count"),
    "marrow": gettext_lazy("Marrow test"),
    "mutations": gettext_lazy("Mutation"),
}

DATES = ("collected_on", "started_on", "found_on")


@transaction.atomic
def open_record(*, owner: User, history: History, time_zone: str = "") -> Person:
    """A new person of `owner` with everything in the history, saved in a handful of queries. `time_zone` is
    where they seem to be, for a file that does not say.

    All or nothing: raises RecordProblems, whose `problems` lists every problem, one sentence each, or
    FullError. Keys this version does not know are kept, so that writing the record out again gives the same.
    No edit history is made.
    """
    person, rows = rows_of(history)
    person.owner = owner
    person.time_zone = person.time_zone or time_zone
    problems = [*_problems("person", person)]
    for name in ENTRIES:  # the other rows were checked when they were read
        for row in rows[name]:
            problems.extend(_problems(name, row))
    if problems:
        raise RecordProblems(problems)
    refuse_if_full("records", owner.people.all())
    person.save(force_insert=True)
    for listed in rows.values():
        if listed:
            refuse_if_full("rows", type(listed[0])._base_manager.none(), more=len(listed))
            type(listed[0])._base_manager.bulk_create(listed)
    return person


def _problems(name: str, row: models.Model) -> Iterator[str]:
    try:
        check_row(row)
    except ValidationError as error:
        place = _place(name, row)
        for field, messages in error.message_dict.items():
            yield from (f"{place}, {field}: {message}" for message in messages)


def _place(name: str, row: models.Model) -> str:
    """The entry named by its kind and date: the entries were sorted, so their numbers would mean nothing."""
    dates = (getattr(row, field, None) for field in DATES)
    day = next((day for day in dates if day), None)
    return _("%(noun)s from %(day)s") % {"noun": WORDS[name], "day": day} if day else str(WORDS[name])
