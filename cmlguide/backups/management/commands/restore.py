"""`manage.py restore FILE`: what a backup holds, put back into this site's database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

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
        parser.add_argument("--replace", action="store_true", help="take out all that is there now")
        add_passphrase_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        passphrase = read_passphrase(options, twice=False)
        try:
            restored = restore_backup(options["file"], passphrase=passphrase, replace=options["replace"])
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Put back {sum(restored.rows.values())} rows of {restored.rows.get('records_person', 0)}"
            f" records, as they were on {restored.made_at}. Everybody has to sign in again."
        )
        if restored.has_other_key:
            self.stdout.write(OTHER_KEY)
