"""What time the daily purge takes it to be."""

from __future__ import annotations

from django.db import models


class PurgeClock(models.Model):
    """One row: the latest time that is believed, and what the clock showed when it leapt away from it.

    No person's: a clock that runs years ahead for a day must not empty anybody's undo bin.
    """

    trusted_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.trusted_at:%Y-%m-%d}"
