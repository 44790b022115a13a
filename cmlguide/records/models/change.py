"""The edit history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from cmlguide.records.models.codes import code_field
from cmlguide.records.models.person import Person

NOUNS = (
    "person",
    "medicine",
    "result",
    "blood_count",
    "marrow_test",
    "mutation",
    "page_question",
    "goal",
    "diary_entry",
    "other_medicine",
    "allergy",
    "waiting_sample",
    "visit",
    "answer",
    "checklist_answer",
    "import_batch",
)
CHANGE_ACTIONS = ("added", "edited", "deleted", "restored")


class Change(models.Model):
    """One write to one row: what was done, when, and the former values of the changed fields.

    `before` maps field to former value (numbers, dates and times as text) for `edited`; otherwise it is
    empty, because a deleted row still exists until it is purged, and its changes are purged with it. `by` is
    the user who did it; None when nobody was signed in, or when that account is gone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    noun = code_field(NOUNS)
    row_id = models.BigIntegerField()
    action = code_field(CHANGE_ACTIONS)
    before = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["person", "noun", "row_id"], name="change_by_row"),)

    def __str__(self) -> str:
        return f"{self.action} {self.noun} {self.row_id}"
