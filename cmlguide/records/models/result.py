"""A BCR::ABL1 result."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactDecimalField, ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import (
    check_count,
    check_date,
    check_number,
    check_positive,
    check_result_parts,
    check_text,
)
from milestones.history import KINDS, LEVELS, METHODS, SPECIMENS, UNITS


class Result(SoftDeleted):
    """One BCR::ABL1 result as the laboratory reported it; what it means is never stored.

    `value` and `limit` are in `unit`. `copies` are those of `control_gene`. `as_reported` is the report's own
    text, `typed_as` what the person typed and this result was read from. `baseline` marks the number before
    treatment. `quantifies_to` is this test's own limit of quantification (%IS). `limit_from_lab`: the limit
    was not on the report; the person filled in the one this laboratory states elsewhere. "" in a code field
    means that the report does not say.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="results")
    collected_on = models.DateField(validators=[check_date])
    kind = code_field(KINDS, default="value")
    value = ExactDecimalField(null=True, blank=True, validators=[check_number])
    unit = code_field(UNITS, blank=True, default="")
    limit = ExactDecimalField(null=True, blank=True, validators=[check_number])
    level = code_field(LEVELS, blank=True, default="")
    copies = models.BigIntegerField(null=True, blank=True, validators=[check_count])
    control_gene = models.TextField(blank=True, default="", validators=[check_text])
    conversion_factor = ExactDecimalField(null=True, blank=True, validators=[check_number, check_positive])
    specimen = code_field(SPECIMENS, default="blood")
    method = code_field(METHODS, blank=True, default="")
    quantifies_to = ExactDecimalField(null=True, blank=True, validators=[check_number, check_positive])
    limit_from_lab = models.BooleanField(default=False)
    lab = models.TextField(blank=True, default="", validators=[check_text])
    note = models.TextField(blank=True, default="", validators=[check_text])
    as_reported = models.TextField(blank=True, default="", validators=[check_text])
    typed_as = models.TextField(blank=True, default="", validators=[check_text])
    checked_against_letter = models.BooleanField(default=False)
    baseline = models.BooleanField(default=False)
    imported_from = models.TextField(blank=True, default="", validators=[check_text])
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("collected_on", "pk")
        indexes = (models.Index(fields=["person", "collected_on"], name="result_by_person"),)

    def __str__(self) -> str:
        return f"result {self.pk}"

    def clean(self) -> None:
        check_result_parts(
            kind=self.kind, value=self.value, unit=self.unit, limit=self.limit, level=self.level
        )
