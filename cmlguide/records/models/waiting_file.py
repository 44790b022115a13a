"""An imported file that still has open questions."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from cmlguide.records.models.import_batch import ImportBatch
from cmlguide.records.models.person import Person
from cmlguide.records.validators import check_text

NOBODY = -1


class WaitingFiles(models.QuerySet):
    """Files with open questions."""

    def asking(self) -> Self:
        """Those with questions to ask, without those whose import was undone.
        The files' content is not loaded."""
        still = Q(batch=None) | Q(batch__deleted_at=None)
        return self.filter(still).order_by("pk").defer("content")

    def asking_about(self, person: Person) -> list[WaitingFile]:
        """The same for one person: every Timeline wants to know."""
        sql, values = _write_question(connection.vendor)
        return list(
            WaitingFile.objects.raw(sql, [person.pk if value == NOBODY else value for value in values])
        )


class WaitingFile(models.Model):
    """A file kept until its questions are answered or dismissed; what was sure has already been saved.

    `content` is the file with the answers so far, encrypted (web/pages/imports/waiting.py). `questions` is
    the number still open. `batch` is the import that saved the sure part; once undone, nothing is asked any
    more.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting_files")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, null=True, related_name="waiting_files")
    sha256 = models.CharField(max_length=64, validators=[check_text])
    content = models.BinaryField()
    questions = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WaitingFiles.as_manager()

    def __str__(self) -> str:
        return f"waiting file {self.pk}"


@cache
def _write_question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL of `asking_about` and its values, with NOBODY for the person. Kept: writing it takes far longer
    than running it."""
    sql, values = WaitingFile.objects.filter(person=NOBODY).asking().query.sql_with_params()
    return sql, values
