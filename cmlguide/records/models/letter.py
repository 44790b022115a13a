"""An imported letter that the person asked to keep."""

from __future__ import annotations

from django.db import models

from cmlguide.records.models.import_batch import ImportBatch

LARGEST_LETTER = 5_000_000


class Letter(models.Model):
    """The bytes of one import's file. Deleted and restored with its import; never shown as a web page."""

    batch = models.OneToOneField(ImportBatch, on_delete=models.CASCADE, related_name="letter")
    is_pdf = models.BooleanField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"letter {self.pk}"
