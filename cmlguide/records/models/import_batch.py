"""One file or text that was brought in."""

from __future__ import annotations

from django.db import models

from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_text


class ImportBatch(SoftDeleted):
    """What one import added, so that undo can take it back whole. The file itself is not kept, only its hash.

    `source` is the kind of file, like "csv" or "fhir-r4". `deleted_at` set: the import was undone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="import_batches")
    source = models.CharField(max_length=40, validators=[check_text])
    sha256 = models.CharField(max_length=64, validators=[check_text])

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"import {self.pk}"
