"""A file with open questions, kept until they are answered or dropped."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.imports import import_rows
from cmlguide.records.models import ImportBatch, Person, WaitingFile


@transaction.atomic
def import_what_is_sure(
    *, person: Person, sha256: str, content: bytes, questions: int, **facts: Any
) -> ImportBatch:
    """One import (`facts` as `import_rows` takes them), and its file kept with the questions still open.

    `content` is the locked file. Without a question left the file is let go. Raises what `import_rows` does.
    """
    batch = import_rows(person=person, sha256=sha256, **facts)
    if questions:
        keep_waiting_file(person=person, batch=batch, sha256=sha256, content=content, questions=questions)
    else:
        drop_waiting_file(person=person, sha256=sha256)
    return batch


@transaction.atomic
def keep_waiting_file(
    *, person: Person, sha256: str, content: bytes, questions: int, batch: ImportBatch | None = None
) -> WaitingFile:
    """The file with its questions, in place of an earlier one of the same bytes: one file asks once.

    `batch`: the import that saved something of it just now, if any. The first one that did keeps the file, so
    that taking back a later one leaves the questions that are still open.
    """
    waiting = person.waiting_files.filter(sha256=sha256).select_related("batch").first()
    waiting = waiting or WaitingFile(person=person, sha256=sha256)
    if waiting.batch is None or waiting.batch.deleted_at is not None:
        waiting.batch = batch
    waiting.content, waiting.questions = content, questions
    waiting.save()
    return waiting


@transaction.atomic
def drop_waiting_file(*, person: Person, sha256: str) -> None:
    """Let go of the file and its questions; what was saved of it stays."""
    person.waiting_files.filter(sha256=sha256).delete()


@transaction.atomic
def relock_waiting_file(*, waiting: WaitingFile, before: bytes, content: bytes) -> None:
    """The same file under another key; one that was answered or dropped meanwhile is left as it is."""
    WaitingFile.objects.filter(pk=waiting.pk, content=before).update(content=content)
