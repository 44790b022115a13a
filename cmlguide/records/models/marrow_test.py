"""A bone marrow test."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactDecimalField, ExactJSONField
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import (
    check_cells,
    check_count,
    check_date,
    check_not_negative,
    check_number,
    check_text,
)


class MarrowTest(SoftDeleted):
    """One marrow test: `ph_positive` of `metaphases` cells carried the Ph chromosome.

    A BCR::ABL1 number measured in marrow is a Result with `specimen` marrow, not this.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="marrow_tests")
    collected_on = models.DateField(validators=[check_date])
    ph_positive = models.BigIntegerField(null=True, blank=True, validators=[check_count])
    metaphases = models.BigIntegerField(null=True, blank=True, validators=[check_count])
    fish_percent = ExactDecimalField(null=True, blank=True, validators=[check_number, check_not_negative])
    karyotype = models.TextField(blank=True, default="", validators=[check_text])
    imported_from = models.TextField(blank=True, default="", validators=[check_text])
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("collected_on", "pk")
        indexes = (models.Index(fields=["person", "collected_on"], name="marrow_test_by_person"),)

    def __str__(self) -> str:
        return f"marrow test {self.pk}"

    def clean(self) -> None:
        check_cells(self.ph_positive, self.metaphases)
