"""A form that was sent and took effect."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmlguide.records.models.person import Person


class UsedKey(models.Model):
    """One submission of a form by one user, and its answer; sending the same again gets that same answer.

    `digest` covers the form's one-use key together with everything sent, so that the same page sent with
    different content counts as new. `answer` may name what was saved, so it is deleted with its `person`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "digest"], name="form_sent_once"),)
        indexes = (models.Index(fields=["used_at"], name="used_key_by_time"),)

    def __str__(self) -> str:
        return f"used key {self.pk}"
