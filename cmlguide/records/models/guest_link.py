"""A link through which somebody without an account can read part of a record."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.helper import DIGEST_LENGTH, Shares
from cmlguide.records.models.person import Person
from cmlguide.records.validators import check_text

SECTIONS = ("results", "medicines", "counts", "tests", "summary")


class GuestLink(models.Model):
    """What one link shows: `sections` out of SECTIONS, for the days from `first_on` to `last_on` (None: no
    limit).

    Only the digest of its token is kept, and only a slow hash of its PIN ("" without one). `wrong_pins`
    counts the wrong tries since the last right one; `wrong_at` is when the latest of them was.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guest_links")
    name = models.CharField(max_length=100, validators=[check_text])
    token_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    pin = models.CharField(max_length=128, blank=True, default="")
    wrong_pins = models.PositiveIntegerField(default=0)
    wrong_at = models.DateTimeField(null=True, blank=True)
    sections = ExactJSONField(default=list)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Shares.as_manager()

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"guest link {self.pk}"
