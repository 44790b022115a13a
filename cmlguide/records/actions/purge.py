"""Deleted rows go for good after 30 days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.models import Change

KEEP_DELETED = timedelta(days=30)


@transaction.atomic
def purge_deleted(*, before: datetime) -> int:
    """How many rows deleted before that moment were taken out for good, each with its edit history."""
    purged = 0
    for noun, model in MODELS.items():
        expired = model.objects.deleted().filter(deleted_at__lt=before)
        Change.objects.filter(noun=noun, row_id__in=expired.values("pk")).delete()
        purged += expired.delete()[0]
    return purged


def purge_expired(*, now: datetime) -> int:
    """How many rows were purged because they were deleted more than 30 days before `now`."""
    return purge_deleted(before=now - KEEP_DELETED)
