"""What happened to an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmlguide.records.models.codes import code_field

ACCOUNT_EVENTS = (
    "new_browser",
    "password_changed",
    "password_reset",
    "recovered",
    "email_changed",
    "app_added",
    "app_removed",
    "passkey_added",
    "passkey_removed",
    "codes_made",
    "sheet_made",
)


class AccountEvent(models.Model):
    """Something the owner of an account should know about, so that a stranger's actions are noticed.

    `browser` is how the browser describes itself; no network address is kept. `seen`: the owner confirmed it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_events"
    )
    code = code_field(ACCOUNT_EVENTS)
    at = models.DateTimeField(default=timezone.now)
    browser = models.CharField(max_length=200, blank=True)
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d}"
