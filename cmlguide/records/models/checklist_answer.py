"""The person's answers to the short checklist shown after a rise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.codes import code_field
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_date, check_text

CHECKLIST_ITEMS = ("same_lab", "missed_doses", "new_intake", "repeat_planned")
CHECKLIST_ANSWERS = ("yes", "no", "not_sure")


class ChecklistAnswer(SoftDeleted):
    """One item of the checklist, answered once for the result collected on `result_on`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="checklist_answers")
    result_on = models.DateField(validators=[check_date])
    item = code_field(CHECKLIST_ITEMS)
    answer = code_field(CHECKLIST_ANSWERS)
    text = models.TextField(blank=True, default="", validators=[check_text])
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("result_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "result_on", "item"],
                condition=Q(deleted_at__isnull=True),
                name="checklist_item_answered_once",
            ),
        )

    def __str__(self) -> str:
        return f"checklist answer {self.pk}"
