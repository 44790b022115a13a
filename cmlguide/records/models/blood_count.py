"""A full blood count."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactDecimalField, ExactJSONField
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_not_negative, check_number, check_text


def _amount() -> ExactDecimalField:
    return ExactDecimalField(null=True, blank=True, validators=[check_number, check_not_negative])


class BloodCount(SoftDeleted):
    """One blood count: cells in 10^9/L, hemoglobin in g/dL, shares in percent; None where not reported."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blood_counts")
    collected_on = models.DateField(validators=[check_date])
    wbc = _amount()
    neutrophils = _amount()
    hemoglobin = _amount()
    platelets = _amount()
    basophils_percent = _amount()
    eosinophils_percent = _amount()
    blasts_percent = _amount()
    immature_granulocytes = models.BooleanField(null=True, blank=True)
    spleen_felt = models.BooleanField(null=True, blank=True)
    imported_from = models.TextField(blank=True, default="", validators=[check_text])
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("collected_on", "pk")
        indexes = (models.Index(fields=["person", "collected_on"], name="blood_count_by_person"),)

    def __str__(self) -> str:
        return f"blood count {self.pk}"
