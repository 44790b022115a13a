"""Something the person reacts to."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_name, check_text


class Allergy(SoftDeleted):
    """An allergy in the person's own words, with what happens."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="allergies")
    name = models.TextField(validators=[check_text, check_name])
    reaction = models.TextField(blank=True, default="", validators=[check_text])
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return f"allergy {self.pk}"
