"""Writes to an account: what happened to it, its recovery sheet, and its end."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from cmlguide.records.judged import forget_records
from cmlguide.records.models import AccountEvent, User

KEEP_EVENTS = timedelta(days=365)
KEY_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""None that looks like another on paper: no I, L, O, 0 or 1."""
KEY_GROUPS, GROUP_LENGTH = 6, 4
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aeiou"


@transaction.atomic
def note_account_event(*, user: User, code: str, browser: str = "") -> AccountEvent:
    """The saved event: what just happened to the account, kept for its owner to see."""
    return AccountEvent.objects.create(user=user, code=code, browser=browser[:200])


@transaction.atomic
def choose_for_user(*, user: User, **chosen: str) -> None:
    """Keep what the user chose: their languages and units; "" for none."""
    for name, value in chosen.items():
        setattr(user, name, value)
    user.save(update_fields=list(chosen))


@transaction.atomic
def mark_events_seen(*, user: User) -> None:
    """Mark every event so far as seen by the user."""
    AccountEvent.objects.filter(user=user, seen=False).update(seen=True)


@transaction.atomic
def purge_account_events(*, now: datetime) -> int:
    """Delete events more than a year old; returns how many were deleted."""
    return AccountEvent.objects.filter(at__lt=now - KEEP_EVENTS).delete()[0]


@transaction.atomic
def make_recovery_key(*, user: User) -> str:
    """A new recovery key, replacing any earlier one. Only its hash is kept, so it can be shown just once."""
    letters = "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_GROUPS * GROUP_LENGTH))
    user.recovery_key = make_password(letters)
    user.recovery_key_made_at = timezone.now()
    user.save(update_fields=["recovery_key", "recovery_key_made_at"])
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def opens(*, user: User | None, key: str) -> bool:
    """Whether `key`, as typed, is the user's recovery key. Hashes once even without a user, so that timing
    does not tell who has an account."""
    letters = "".join(sign for sign in key.upper() if sign.isalnum())
    if user is None or not user.recovery_key:
        make_password(letters)
        return False
    return check_password(letters, user.recovery_key)


@transaction.atomic
def recover(*, user: User, password: str) -> None:
    """Set the new password. The recovery key is used up."""
    user.set_password(password)
    user.recovery_key, user.recovery_key_made_at = "", None
    user.save(update_fields=["password", "recovery_key", "recovery_key_made_at"])


@transaction.atomic
def erase_account(*, user: User) -> None:
    """Delete the user and every record they keep from the database. There is no undo."""
    user.delete()
    forget_records()


def invent_user_name() -> str:
    """An unused user name: three groups that can be said aloud, like `boda-kilu-remo`."""
    while True:
        parts = (
            "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 2) for _group in range(3)
        )
        name = "-".join(parts)
        if not User.objects.filter(username=name).exists():
            return name
