"""`manage.py write_guidelines_doc`: writes docs/guidelines.md anew from the engine's data files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cmlguide.devtools.guidelines_doc import DOC, write_to


class Command(BaseCommand):
    """Write docs/guidelines.md; needs a checkout."""

    help = "Write docs/guidelines.md from milestones/**/*.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        write_to(DOC)
        self.stdout.write(f"Wrote {DOC.name}.")
