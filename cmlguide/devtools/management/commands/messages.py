"""`manage.py messages`: brings each language's catalogue up to the source, checks and compiles it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cmlguide.devtools.catalogue_faults import faults_of
from cmlguide.devtools.catalogues import (
    extract,
    languages_written,
    merge,
    mo_bytes,
    mo_path,
    po_bytes,
    po_path,
)


class Command(BaseCommand):
    """Write `cmlguide/locale/*/LC_MESSAGES/django.po` and, of each whole one, its `.mo`; needs a checkout."""

    help = (
        "Collect all sentences into each language's django.po, check the translations and compile those"
        " that are whole. Name a folder such as it or pt_BR to begin a new language, or to do only that one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "languages", nargs="*", help="the folders to write: de, pt_BR ... (all by default)"
        )
        parser.add_argument(
            "--partly", action="store_true", help="compile one with faults too, to look at it"
        )
        parser.add_argument("--most", type=int, default=20, help="how many faults to print for a language")

    def handle(self, *args: Any, **options: Any) -> None:
        source = extract()
        with_faults = [
            folder
            for folder in options["languages"] or languages_written()
            if not self._write(folder, source, partly=options["partly"], most=options["most"])
        ]
        if with_faults:
            raise CommandError(f"Not whole yet: {', '.join(with_faults)}.")

    def _write(self, folder: str, source: Any, *, partly: bool, most: int) -> bool:
        """Write one language; whether it is whole. An `.mo` stands for a language that can be chosen."""
        catalogue = merge(folder, source)
        po_path(folder).parent.mkdir(parents=True, exist_ok=True)
        po_path(folder).write_bytes(po_bytes(catalogue))
        faults = faults_of(catalogue)
        if faults and not partly:
            mo_path(folder).unlink(missing_ok=True)
        else:
            mo_path(folder).write_bytes(mo_bytes(catalogue))
        for fault in faults[:most]:
            self.stdout.write(f"{folder}: {fault}")
        self.stdout.write(f"{folder}: {len(catalogue)} sentences, {len(faults)} faults.")
        return not faults
