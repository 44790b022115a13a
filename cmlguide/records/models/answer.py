"""What the team said to a question."""

from __future__ import annotations

from django.db import models

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.models.visit import Visit
from cmlguide.records.validators import check_text


class Answer(SoftDeleted):
    """A question at a visit, as it was asked (`question_text`), and the answer in the person's words."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question_code = models.CharField(max_length=100, blank=True, default="", validators=[check_text])
    question_text = models.TextField(blank=True, default="", validators=[check_text])
    answer = models.TextField(blank=True, default="", validators=[check_text])
    position = models.IntegerField(default=0)
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"answer {self.pk}"
