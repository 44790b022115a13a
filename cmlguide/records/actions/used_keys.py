"""Which forms were sent already: what makes a double click or a resend write once.

All of it belongs inside the transaction of the write itself: a key is used only if the write is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cmlguide.records.models import Person, UsedKey

KEEP_KEYS = timedelta(days=3)


def use_key(*, user_id: int, digest: str) -> tuple[UsedKey, bool]:
    """The key, and whether this is its first use. One used at this very moment is waited for."""
    try:
        with transaction.atomic():
            return UsedKey.objects.create(user_id=user_id, digest=digest), True
    except IntegrityError:
        return UsedKey.objects.get(user_id=user_id, digest=digest), False


def keep_answer(*, key: UsedKey, answer: Mapping[str, Any], person: Person | None) -> None:
    """Note what was answered, about whose record if any, for whoever sends the same again."""
    key.answer, key.person = dict(answer), person
    key.save(update_fields=["answer", "person"])


def release_key(*, key: UsedKey) -> None:
    """Nothing was done: the same form may come again."""
    key.delete()


def purge_keys(*, now: datetime) -> int:
    """How many keys were forgotten because they are older than anybody's second click."""
    return UsedKey.objects.filter(used_at__lt=now - KEEP_KEYS).delete()[0]
