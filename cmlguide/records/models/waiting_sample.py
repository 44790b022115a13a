"""A sample whose result has not come yet."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_text


class WaitingSample(SoftDeleted):
    """Blood that was taken and is at the lab. `done_on`:
    the day its result was entered or the waiting ended."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting_samples")
    taken_on = models.DateField(validators=[check_date])
    expected_on = models.DateField(null=True, blank=True, validators=[check_date])
    lab = models.TextField(blank=True, default="", validators=[check_text])
    done_on = models.DateField(null=True, blank=True, validators=[check_date])
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("taken_on", "pk")

    def __str__(self) -> str:
        return f"waiting sample {self.pk}"
