"""Who looked at a record that is not their own."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cmlguide.records.models.guest_link import GuestLink
from cmlguide.records.models.helper import Helper
from cmlguide.records.models.person import Person


class Look(models.Model):
    """A helper or guest opened a page: who, which page (its route name), when; nothing of what it showed.

    At most one per page and hour: `hour` is the start of that hour, `at` the first time within it. `who`
    keeps the name after the helper's account or the link is gone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks")
    helper = models.ForeignKey(Helper, on_delete=models.SET_NULL, null=True, related_name="looks")
    link = models.ForeignKey(GuestLink, on_delete=models.SET_NULL, null=True, related_name="looks")
    who = models.CharField(max_length=100)
    page = models.CharField(max_length=50)
    at = models.DateTimeField(default=timezone.now)
    hour = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["helper", "page", "hour"], name="look_once_an_hour_by_helper"),
            models.UniqueConstraint(fields=["link", "page", "hour"], name="look_once_an_hour_by_link"),
        )
        indexes = (models.Index(fields=["person", "-at"], name="look_by_person"),)

    def __str__(self) -> str:
        return f"look {self.pk}"
