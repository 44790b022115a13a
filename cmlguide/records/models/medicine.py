"""A medicine the person took or takes."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_name, check_period, check_text
from milestones.history import STOP_REASONS


class Medicine(SoftDeleted):
    """One medicine at one dose for one period. A new dose is a new row; the engine joins them.

    `stopped_on` None means still taken. `tki` is the person's answer to "Is this your main CML tablet?" for a
    medicine typed in their own words, None if not asked; `keep_clock` says whether the months go on counting
    from the previous medicine, None if not said. Other medicines and allergies do not belong here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="medicines")
    medicine = models.TextField(validators=[check_text, check_name])
    dose = models.TextField(blank=True, default="", validators=[check_text])
    started_on = models.DateField(validators=[check_date])
    stopped_on = models.DateField(null=True, blank=True, validators=[check_date])
    stop_reason = code_field(STOP_REASONS, blank=True, default="")
    keep_clock = models.BooleanField(null=True, blank=True)
    tki = models.BooleanField(null=True, blank=True)
    imported_from = models.TextField(blank=True, default="", validators=[check_text])
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("started_on", "pk")
        indexes = (models.Index(fields=["person", "started_on"], name="medicine_by_person"),)

    def __str__(self) -> str:
        return f"medicine {self.pk}"

    def clean(self) -> None:
        check_period(self.started_on, self.stopped_on)
