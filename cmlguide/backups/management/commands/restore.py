"""`manage.py restore FILE`: what a backup holds, put back into this site's database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cmlguide.backups.passphrases import add_passphrase_options, read_passphrase
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.backups.restoring import restore_backup

OTHER_KEY = (
    "It was made with another secret key. Two-step sign-in and files that wait open only with that key:"
    " name it in CMLGUIDE_SECRET_KEY_FALLBACKS, then run rotate_keys."
)


class Command(BaseCommand):
    """All of the backup or nothing; a backup from an earlier version is brought up to date."""

    help = "Put a backup back. A database that holds anybody's record is left alone without --replace."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="copy all that is there, then take it out")
        parser.add_argument("--without-copy", action="store_true", help="with --replace: make no such copy")
        add_passphrase_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        passphrase = read_passphrase(options, twice=False)
        source, replace = options["file"], options["replace"]
        copy = source.with_name(f"before-restore-{timezone.now():%Y-%m-%d-%H%M%S}.cmlbackup")
        copy = None if options["without_copy"] else copy
        try:
            restored = restore_backup(source, passphrase=passphrase, replace=replace, copy=copy)
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Put back {sum(restored.rows.values())} rows of {restored.rows.get('records_person', 0)}"
            f" records, as they were on {restored.made_at}. Everybody has to sign in again."
        )
        if restored.copy:
            self.stdout.write(f"What was there before is in {restored.copy}.")
        if restored.has_other_key:
            self.stdout.write(OTHER_KEY)
