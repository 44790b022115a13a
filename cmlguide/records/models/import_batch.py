"""One file or text that was imported."""

from __future__ import annotations

from django.db import models

from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_text


class ImportBatch(SoftDeleted):
    """What one import added, so that it can be undone as a whole; of the file only its hash is kept.

    `source` is the kind of file, like "csv" or "fhir-r4". `deleted_at` set: the import was undone.
    `diagnosed_on` is the date of diagnosis this import set, if the person wanted that; `diagnosed_before` is
    the date it replaced. The file itself is kept only on request, as the batch's `letter`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="import_batches")
    source = models.CharField(max_length=40, validators=[check_text])
    sha256 = models.CharField(max_length=64, validators=[check_text])

    diagnosed_on = models.DateField(null=True, blank=True, validators=[check_date])
    diagnosed_before = models.DateField(null=True, blank=True, validators=[check_date])

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"import {self.pk}"
