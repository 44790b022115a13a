"""Deleted rows are removed for good after 30 days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from cmlguide.records.actions.database_log import empty_database_log
from cmlguide.records.actions.rows import MODELS
from cmlguide.records.actions.sharing import INVITATION_LASTS
from cmlguide.records.models import Answer, Change, GuestLink, Helper, Look, SoftDeleted

KEEP_DELETED = timedelta(days=30)
KEEP_LOOKS = timedelta(days=365)


@transaction.atomic
def purge_deleted(*, before: datetime) -> int:
    """Remove rows deleted before that moment for good, with their edit history; returns how many."""
    purged = 0
    for noun, model in MODELS.items():
        expired = _expired(model, before)
        Change.objects.filter(noun=noun, row_id__in=expired.values("pk")).delete()
        purged += expired.delete()[0]
    empty_database_log()
    return purged


def _expired(model: type[SoftDeleted], before: datetime) -> QuerySet[SoftDeleted]:
    """The rows to remove; the answers given at a visit go with the visit."""
    is_old = Q(deleted_at__lt=before)
    if model is Answer:
        is_old |= Q(visit__deleted_at__lt=before)
    return model.objects.filter(is_old)


def purge_expired(*, now: datetime) -> int:
    """Purge rows deleted more than 30 days before `now`, and sharing records a year old; returns how many
    rows were purged."""
    return purge_deleted(before=now - KEEP_DELETED) + purge_sharing(before=now - KEEP_LOOKS)


@transaction.atomic
def purge_sharing(*, before: datetime) -> int:
    """Remove looks, helpers and links that ended before that moment; returns how many. An invitation
    nobody accepted ended when its days were over, whatever end the help was to have."""
    looks = Look.objects.filter(at__lt=before).delete()[0]
    over = Q(ended_at__lt=before) | Q(expires_at__lt=before)
    never_taken_up = Q(user=None, invited_at__lt=before - INVITATION_LASTS)
    helpers = Helper.objects.filter(over | never_taken_up).delete()[0]
    return looks + helpers + GuestLink.objects.filter(over).delete()[0]
