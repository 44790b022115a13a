"""Who may see a record that is not their own, and until when: helpers with an account, and guest links."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cmlguide.records.models.codes import code_field
from cmlguide.records.models.person import Person
from cmlguide.records.validators import check_text

HELPER_ROLES = ("view", "edit")
DIGEST_LENGTH = 64

AnyShare = TypeVar("AnyShare", bound=models.Model)


class Shares(models.QuerySet[AnyShare]):
    """Rows that give access for a limited time."""

    def open_at(self, now: datetime) -> Shares[AnyShare]:
        """Those that were neither revoked nor expired at `now`."""
        return self.filter(is_open_at(now))


def is_open_at(now: datetime, way: str = "") -> Q:
    """The condition of `open_at`, for rows reached from others by `way`."""
    lasts = Q((f"{way}expires_at", None)) | Q((f"{way}expires_at__gt", now))
    return lasts & Q((f"{way}ended_at", None))


class Helper(models.Model):
    """Somebody with an account of their own whom the owner of a record asked to help with it.

    `name` is what the owner calls them. Until the invitation is accepted there is no `user`, only the digest
    of the link's token; accepting clears the digest, so that the link works once. `expires_at` None means no
    end date; `ended_at` is when the owner revoked the access, or the helper gave it up.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=100, validators=[check_text])
    role = code_field(HELPER_ROLES, default="view")
    token_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, default="", db_index=True)
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Shares.as_manager()

    class Meta:
        ordering = ("invited_at", "pk")

    def __str__(self) -> str:
        return f"helper {self.pk}"
