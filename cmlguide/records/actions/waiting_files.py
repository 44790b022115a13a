"""A file with open questions, kept until they are answered or dismissed."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cmlguide.records.actions.imports import import_rows
from cmlguide.records.models import ImportBatch, Person, WaitingFile
from cmlguide.records.room import refuse_if_full


@transaction.atomic
def import_what_is_sure(
    *, person: Person, sha256: str, content: bytes, questions: int, **facts: Any
) -> ImportBatch:
    """Save the sure rows as one import (`facts` as `import_rows` takes them), and keep the file with its open
    questions.

    `content` is the encrypted file, dropped when no question is left. Raises what `import_rows` does.
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
    """The file with its questions, replacing an earlier one with the same bytes, so that each file asks once.

    `batch` is the import that just saved part of it, if any. The file stays tied to the first import that
    did, so that undoing a later one leaves the open questions in place.
    """
    waiting = person.waiting_files.filter(sha256=sha256).select_related("batch").first()
    if waiting is None:
        refuse_if_full("waiting_files", person.waiting_files.all())
        waiting = WaitingFile(person=person, sha256=sha256)
    if waiting.batch is None or waiting.batch.deleted_at is not None:
        waiting.batch = batch
    waiting.content, waiting.questions = content, questions
    waiting.save()
    return waiting


@transaction.atomic
def drop_waiting_file(*, person: Person, sha256: str) -> None:
    """Delete the file and its questions; what was saved from it stays."""
    person.waiting_files.filter(sha256=sha256).delete()


@transaction.atomic
def relock_waiting_file(*, waiting: WaitingFile, before: bytes, content: bytes) -> None:
    """Encrypt the same file with another key; one that was answered or dismissed meanwhile is left alone."""
    WaitingFile.objects.filter(pk=waiting.pk, content=before).update(content=content)
