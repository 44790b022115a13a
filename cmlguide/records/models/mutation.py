"""A BCR::ABL1 mutation."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_text


class Mutation(SoftDeleted):
    """One mutation reported by a laboratory; `resistance` as the report states it, None if it does not."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mutations")
    found_on = models.DateField(validators=[check_date])
    name = models.TextField(blank=True, default="", validators=[check_text])
    resistance = models.BooleanField(null=True, blank=True)
    imported_from = models.TextField(blank=True, default="", validators=[check_text])
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("found_on", "pk")
        indexes = (models.Index(fields=["person", "found_on"], name="mutation_by_person"),)

    def __str__(self) -> str:
        return f"mutation {self.pk}"
