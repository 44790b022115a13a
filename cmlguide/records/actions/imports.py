"""One import at a time: all of a file's rows or none, and all of them back out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from cmlguide.records.actions.rows import add_row, delete_row, restore_row
from cmlguide.records.actions.waiting_samples import end_waiting
from cmlguide.records.models import BloodCount, ImportBatch, Person, Result, Treatment

NOUNS: dict[str, type[Any]] = {"results": Result, "blood_counts": BloodCount, "treatments": Treatment}


@transaction.atomic
def import_rows(
    *, person: Person, source: str, sha256: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> ImportBatch:
    """One import, saved whole: `rows` are the fields of new results, blood_counts and treatments.

    Raises ValidationError by field name at the first row that cannot be; then nothing is saved.
    """
    batch = add_row(ImportBatch, person, {"source": source, "sha256": sha256})
    for noun, listed in rows.items():
        for fields in listed:
            row = add_row(NOUNS[noun], person, fields)
            NOUNS[noun].objects.filter(pk=row.pk).update(import_batch=batch)
            if isinstance(row, Result):
                end_waiting(person=person, taken_on=row.collected_on)
    return batch


@transaction.atomic
def undo_import(*, batch: ImportBatch) -> ImportBatch:
    """The import, taken back with every row it added and that is still there."""
    delete_row(batch, batch.person)
    batch.refresh_from_db(fields=["deleted_at"])
    for model in NOUNS.values():
        model.objects.kept().filter(import_batch=batch).update(deleted_at=batch.deleted_at)
    return batch


@transaction.atomic
def redo_import(*, batch: ImportBatch) -> ImportBatch:
    """The import, back: the undo of `undo_import`. Rows deleted one by one before stay deleted."""
    batch.refresh_from_db(fields=["deleted_at"])
    undone_at = batch.deleted_at
    restore_row(batch, batch.person)
    for model in NOUNS.values():
        model.objects.deleted().filter(import_batch=batch, deleted_at=undone_at).update(deleted_at=None)
    return batch
