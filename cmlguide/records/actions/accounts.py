"""Writes to an account: what happened to it, its recovery sheet, and its end."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from cmlguide.records.models import AccountEvent, User

KEEP_EVENTS = timedelta(days=365)
KEY_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""None that looks like another on paper: no I, L, O, 0 or 1."""
KEY_GROUPS, GROUP_LENGTH = 6, 4
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aeiou"


@transaction.atomic
def note_account_event(*, user: User, code: str, browser: str = "") -> AccountEvent:
    """What happened to the account just now, for its owner to see."""
    return AccountEvent.objects.create(user=user, code=code, browser=browser[:200])


@transaction.atomic
def mark_events_seen(*, user: User) -> None:
    """They know of all that happened so far."""
    AccountEvent.objects.filter(user=user, seen=False).update(seen=True)


@transaction.atomic
def purge_account_events(*, now: datetime) -> int:
    """How many events over a year old were taken out."""
    return AccountEvent.objects.filter(at__lt=now - KEEP_EVENTS).delete()[0]


@transaction.atomic
def make_recovery_key(*, user: User) -> str:
    """A new recovery key in place of an earlier one. Only its hash is kept: it is never shown again."""
    letters = "".join(secrets.choice(KEY_LETTERS) for _ in range(KEY_GROUPS * GROUP_LENGTH))
    user.recovery_key = make_password(letters)
    user.recovery_key_made_at = timezone.now()
    user.save(update_fields=["recovery_key", "recovery_key_made_at"])
    return "-".join(letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))


def opens(*, user: User | None, key: str) -> bool:
    """Whether this is the user's recovery key as they may type it. Takes one hash whoever was named."""
    letters = "".join(sign for sign in key.upper() if sign.isalnum())
    if user is None or not user.recovery_key:
        make_password(letters)
        return False
    return check_password(letters, user.recovery_key)


@transaction.atomic
def recover(*, user: User, password: str) -> None:
    """Set the new password; the key on the sheet is spent."""
    user.set_password(password)
    user.recovery_key, user.recovery_key_made_at = "", None
    user.save(update_fields=["password", "recovery_key", "recovery_key_made_at"])


@transaction.atomic
def erase_account(*, user: User) -> None:
    """Take the user out of the database with every record they keep. There is no undo."""
    user.delete()


def invent_user_name() -> str:
    """A user name nobody has: three groups that can be said aloud, like `boda-kilu-remo`."""
    while True:
        parts = (
            "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 2) for _group in range(3)
        )
        name = "-".join(parts)
        if not User.objects.filter(username=name).exists():
            return name
