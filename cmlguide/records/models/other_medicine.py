"""A medicine that is not for CML."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_name, check_period, check_text


class OtherMedicine(SoftDeleted):
    """A medicine, antacid or supplement taken besides the CML medicine, for the list the team asks for.

    Dates may be unknown. Nothing is said about whether it can be taken with another medicine.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_medicines")
    name = models.TextField(validators=[check_text, check_name])
    dose = models.TextField(blank=True, default="", validators=[check_text])
    started_on = models.DateField(null=True, blank=True, validators=[check_date])
    stopped_on = models.DateField(null=True, blank=True, validators=[check_date])
    note = models.TextField(blank=True, default="", validators=[check_text])
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return f"other medicine {self.pk}"

    def clean(self) -> None:
        check_period(self.started_on, self.stopped_on)
