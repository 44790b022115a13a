"""A visit to the team, planned or past."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_text


class Visit(SoftDeleted):
    """One visit. `place` and `with_whom` are optional; afterwards `happened` is set and `decisions` filled
    in.

    The answers to the questions on the page are `Answer` rows.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits")
    visit_on = models.DateField(validators=[check_date])
    visit_at = models.TimeField(null=True, blank=True)
    place = models.TextField(blank=True, default="", validators=[check_text])
    with_whom = models.TextField(blank=True, default="", validators=[check_text])
    note = models.TextField(blank=True, default="", validators=[check_text])
    happened = models.BooleanField(default=False)
    decisions = models.TextField(blank=True, default="", validators=[check_text])
    next_test_on = models.DateField(null=True, blank=True, validators=[check_date])
    next_visit_on = models.DateField(null=True, blank=True, validators=[check_date])
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("visit_on", "pk")

    def __str__(self) -> str:
        return f"visit {self.pk}"
