"""The example people someone may look at before starting a record of their own."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cmlguide.records.actions.records import open_record
from cmlguide.records.example_people import read_example
from cmlguide.records.models import Person, User


@transaction.atomic
def show_example(*, owner: User, kind: str, today: date) -> Person:
    """The owner's example person of this kind (doing_well, just_above or rising), created if there is none.

    An unchanged example from an earlier day is created afresh, so that its newest result is always recent.
    """
    User.objects.select_for_update().get(pk=owner.pk)  # two clicks at once must not make two examples
    person = owner.people.filter(example=kind).order_by("pk").first()
    if person is None:
        return _make(owner, kind, today)
    is_stale = person.created_at.date() != today
    return reset_example(person=person, today=today) if is_stale and not person.changes.exists() else person


@transaction.atomic
def reset_example(*, person: Person, today: date) -> Person:
    """The example person as first shown, with dates counted back from `today`. All changes to it are lost.

    Raises ValueError for a person who is not an example: a real record is never reset.
    """
    if not person.example:
        raise ValueError("only an example can be reset")
    owner, kind = person.owner, person.example
    person.delete()
    return _make(owner, kind, today)


def _make(owner: User, kind: str, today: date) -> Person:
    return open_record(owner=owner, history=read_example(kind, today))
