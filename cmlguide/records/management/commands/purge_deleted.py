"""`manage.py purge_deleted`: removes what was deleted over 30 days ago, and old keys, events, counts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cmlguide.records.actions.accounts import purge_account_events
from cmlguide.records.actions.cache_rows import purge_cache
from cmlguide.records.actions.purge import purge_expired
from cmlguide.records.actions.purge_clock import trusted_now
from cmlguide.records.actions.used_keys import purge_keys


class Command(BaseCommand):
    """Purge what can no longer be restored. Home mode runs it at every start; run it daily when hosted."""

    help = "Take out for good what was deleted more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        now = trusted_now(now=timezone.now())
        purged = purge_expired(now=now)
        purge_keys(now=now)
        purge_account_events(now=now)
        purge_cache(now=now)
        self.stdout.write(f"Purged {purged} deleted rows.")
