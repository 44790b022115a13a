"""`manage.py backup FILE`: all that everybody entered, with their accounts, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cmlguide.backups.making import make_backup
from cmlguide.backups.passphrases import add_passphrase_options, read_passphrase
from cmlguide.backups.refusals import BackupRefusedError


class Command(BaseCommand):
    """The site may go on running: the backup shows one moment of it. Refuses to write over a file."""

    help = "Write a backup of the whole database, and read it once more to be sure of it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it, for example site.cmlbackup")
        add_passphrase_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        passphrase = read_passphrase(options, twice=True)
        try:
            made = make_backup(options["file"], passphrase=passphrase)
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from refused
        locked = "" if passphrase is None else ", locked with the passphrase"
        self.stdout.write(
            f"Backed up {sum(made.rows.values())} rows of {made.rows.get('records_person', 0)} records"
            f" into {options['file']} ({made.size} bytes{locked}). It was read again and is complete."
        )
