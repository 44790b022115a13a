"""A question for the visit."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models.person import Person
from cmlguide.records.models.soft_deleted import SoftDeleted
from cmlguide.records.validators import check_text


class PageQuestion(SoftDeleted):
    """A question the person chose for the printed page: one of the engine's (`code`) or their own (`text`).

    Ordered by `position`; the page prints the first three. Answers do not belong here.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="page_questions")
    code = models.CharField(max_length=100, blank=True, default="", validators=[check_text])
    text = models.TextField(blank=True, default="", validators=[check_text])
    position = models.IntegerField(default=0)
    extra = ExactJSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(deleted_at__isnull=True) & ~Q(code=""),
                name="question_chosen_once",
            ),
        )

    def __str__(self) -> str:
        return f"question {self.pk}"

    def clean(self) -> None:
        if not self.code and not self.text.strip():
            raise ValidationError({"text": ValidationError(_("Write your question."), code="text_missing")})
