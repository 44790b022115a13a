"""Rows that can be taken back after a delete."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class KeptRows(models.QuerySet):
    """Rows of which some are deleted but not yet purged."""

    def kept(self) -> Self:
        """Only the rows the person has not deleted: what pages, exports and the engine see."""
        return self.filter(deleted_at__isnull=True)

    def deleted(self) -> Self:
        """Only the rows that still can be taken back."""
        return self.filter(deleted_at__isnull=False)


class SoftDeleted(models.Model):
    """A row that a delete only marks; `purge_deleted` takes it away 30 days later.

    Reach live rows with `person.results.kept()`. Marking and restoring are the work of `actions`.
    """

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeptRows.as_manager()

    class Meta:
        abstract = True
