"""Names for a record's things in files that leave: the same every time, and they tell nothing."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from cmlguide.records.models import Person


def stable_name(person: Person, noun: str, pk: int | None = None) -> str:
    """The name of one row of a person, or with `pk` None of the one thing of its kind they have."""
    # Another algorithm would give every visit a new name, and calendars that took it in would show it twice.
    name = salted_hmac("cmlguide.stable-name", f"{person.pk} {noun} {pk or ''}", algorithm="sha1")
    return name.hexdigest()[:32]
