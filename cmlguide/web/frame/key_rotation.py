"""Changing the secret key: whatever an earlier key encrypted is decrypted with it and encrypted anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

from cmlguide.web.frame.accounts import secret_box

MFA_SECRETS = ("secret", "seed")
"""Where allauth keeps what `MfaAdapter.encrypt` locked: of an app's codes, and of recovery codes."""


@dataclass(frozen=True)
class Relocked:
    """How many were encrypted anew, and how many no key can decrypt any more."""

    done: int = 0
    lost: int = 0

    def __add__(self, other: Relocked) -> Relocked:
        return Relocked(self.done + other.done, self.lost + other.lost)


def keys() -> Iterator[str]:
    """The site's secret keys, the one that encrypts first."""
    yield from (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def relock(locked: bytes, box: MultiFernet) -> bytes | None:
    """The same content encrypted with the newest key; None when no key can decrypt it."""
    try:
        return box.rotate(locked)
    except InvalidToken:
        return None


@transaction.atomic
def relock_mfa_secrets() -> Relocked:
    """Encrypt every secret of two-step sign-in anew."""
    count = Relocked()
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        data: dict[str, Any] = row.data
        for name in MFA_SECRETS:
            if name in data:
                locked = relock(data[name].encode("ascii"), secret_box())
                count += Relocked(lost=1) if locked is None else Relocked(done=1)
                data[name] = data[name] if locked is None else locked.decode("ascii")
        row.save(update_fields=["data"])
    return count
