"""`manage.py rotate_keys`: run it after setting a new CMLGUIDE_SECRET_KEY,
so that the old one can be dropped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cmlguide.web.frame.key_rotation import relock_mfa_secrets
from cmlguide.web.pages.imports.waiting import relock_waiting_files


class Command(BaseCommand):
    """Encrypt again, with CMLGUIDE_SECRET_KEY, all that a key of CMLGUIDE_SECRET_KEY_FALLBACKS encrypted."""

    help = "Lock again with the newest secret key what an earlier one locked."

    def handle(self, *args: Any, **options: Any) -> None:
        secrets, files = relock_mfa_secrets(), relock_waiting_files()
        done = f"{secrets.done} secrets of two-step sign-in, {files.done} waiting files"
        self.stdout.write(f"Locked with the newest key: {done}.")
        if lost := (secrets + files).lost:
            raise CommandError(
                f"{lost} could not be opened. Add the key that locked them to CMLGUIDE_SECRET_KEY_FALLBACKS."
            )
