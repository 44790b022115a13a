"""Names for a record's items in exported files: the same every time, and revealing nothing."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from cmlguide.records.models import Person


def stable_name(person: Person, noun: str, pk: int | None = None) -> str:
    """The name of one row of a person or, with `pk` None, of the only item of its kind."""
    # Another algorithm would rename every visit, and calendars that imported it would show it twice.
    name = salted_hmac("cmlguide.stable-name", f"{person.pk} {noun} {pk or ''}", algorithm="sha1")
    return name.hexdigest()[:32]
