"""What the person wants from treatment, in their own order."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_text

GOAL_CODES = (
    "counts_normal",
    "fewer_copies",
    "too_low_to_find",
    "no_progression",
    "treatment_free_remission",
    "quality_of_life",
    "family_plans",
    "own",
)


class Goal(SoftDeleted):
    """One goal, in the order of `position`: a common one by `code`, or "own" with the person's `text`.

    `talked_over`: the team knows about it. How a goal changes a verdict is up to the engine (Person.goal).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    code = code_field(GOAL_CODES)
    text = models.TextField(blank=True, default="", validators=[check_text])
    talked_over = models.BooleanField(default=False)
    position = models.IntegerField(default=0)
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"goal {self.pk}"

    def clean(self) -> None:
        if self.code == "own" and not self.text.strip():
            raise ValidationError({"text": ValidationError(_("Write your goal."), code="text_missing")})
