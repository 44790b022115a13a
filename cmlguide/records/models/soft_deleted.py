"""Rows that can be restored after they are deleted."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class KeptRows(models.QuerySet):
    """Rows, some of which may be deleted but not yet purged."""

    def kept(self) -> Self:
        """Only the rows the person has not deleted: what pages, exports and the engine see."""
        return self.filter(deleted_at__isnull=True)

    def deleted(self) -> Self:
        """Only the rows that can still be restored."""
        return self.filter(deleted_at__isnull=False)


class SoftDeleted(models.Model):
    """A row that a delete only marks; `purge_deleted` removes it 30 days later.

    Reach live rows with `person.results.kept()`. Only `actions` marks and restores.
    """

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeptRows.as_manager()

    class Meta:
        abstract = True
