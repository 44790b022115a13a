"""Which forms were already sent: a double click or a resend then writes only once.

Call all of this inside the write's own transaction: a key counts as used only if the write is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from cmlguide.records.models import Person, UsedKey

KEEP_KEYS = timedelta(days=3)


def use_key(*, user_id: int, digest: str) -> tuple[UsedKey, bool]:
    """The key, and whether this is its first use. Waits if the key is being used at this moment."""
    try:
        with transaction.atomic():
            return UsedKey.objects.create(user_id=user_id, digest=digest), True
    except IntegrityError:
        return UsedKey.objects.get(user_id=user_id, digest=digest), False


def keep_answer(*, key: UsedKey, answer: Mapping[str, Any], person: Person | None) -> None:
    """Keep the answer, and the person it concerns if any, for whoever sends the same form again."""
    key.answer, key.person = dict(answer), person
    key.save(update_fields=["answer", "person"])


def release_key(*, key: UsedKey) -> None:
    """Forget the key because nothing was done: the same form may be sent again."""
    key.delete()


def purge_keys(*, now: datetime) -> int:
    """Delete keys too old for anybody's second click; returns how many."""
    return UsedKey.objects.filter(used_at__lt=now - KEEP_KEYS).delete()[0]
