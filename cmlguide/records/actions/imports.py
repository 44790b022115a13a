"""Imports: all of a file's rows are added or none, and all of them can be removed again.

NOUNS is the only list of what an import may add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cmlguide.records.actions.acting import acting_user_id
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import (
    MODELS,
    NEVER_GIVEN,
    add_row,
    check_row,
    delete_row,
    refuse_unknown_fields,
    restore_row,
)
from cmlguide.records.actions.waiting_samples import end_waiting
from cmlguide.records.history import rows_of
from cmlguide.records.models import (
    BloodCount,
    Change,
    ImportBatch,
    Letter,
    MarrowTest,
    Medicine,
    Mutation,
    Person,
    Result,
)
from cmlguide.records.room import refuse_if_full
from milestones.history import History

NOUNS: dict[str, type[Any]] = {
    "results": Result,
    "blood_counts": BloodCount,
    "treatments": Medicine,
    "marrow": MarrowTest,
    "mutations": Mutation,
}


def fields_of(history: History) -> dict[str, list[dict[str, Any]]]:
    """New entries as `import_rows` takes them, by list name; `imported_from` gives each one's place in the
    file, like `csv, row 4`."""
    rows = rows_of(history)[1]
    return {noun: [_fields(row) for row in rows[noun]] for noun in NOUNS}


def _fields(row: Any) -> dict[str, Any]:
    names = [field.name for field in row._meta.concrete_fields if field.name not in NEVER_GIVEN]
    source = row.extra.get("source")
    facts = [str(source.get(name, "")) for name in ("kind", "where")] if isinstance(source, dict) else []
    return {
        **{name: getattr(row, name) for name in names},
        "imported_from": ", ".join(fact for fact in facts if fact),
    }


@transaction.atomic
def import_rows(
    *,
    person: Person,
    source: str,
    sha256: str,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    diagnosed_on: date | None = None,
    letter: Letter | None = None,
) -> ImportBatch:
    """The saved import. `rows` are the fields of new rows by list name (NOUNS); `diagnosed_on` is the date of
    diagnosis to set for the person, `letter` the unsaved file to keep.

    Raises ValidationError by field name at the first invalid row, or FullError; then nothing is saved.
    """
    before = person.diagnosed_on if diagnosed_on else None
    facts = {"source": source, "sha256": sha256, "diagnosed_on": diagnosed_on, "diagnosed_before": before}
    batch = add_row(ImportBatch, person=person, **facts)
    if diagnosed_on is not None:
        edit_person(person=person, diagnosed_on=diagnosed_on)
    if letter is not None:
        refuse_if_full("letters", Letter.objects.filter(batch__person=person))
        letter.batch = batch
        letter.save(force_insert=True)
    for noun, listed in rows.items():
        _add_rows(NOUNS[noun], person, listed, batch)
    waited_for = person.waiting_samples.kept().filter(done_on__isnull=True).values_list("taken_on", flat=True)
    for day in {fields["collected_on"] for fields in rows.get("results", ())}.intersection(waited_for):
        end_waiting(person=person, taken_on=day)
    return batch


def _add_rows(
    model: type[Any], person: Person, listed: Sequence[Mapping[str, Any]], batch: ImportBatch
) -> None:
    """Check all rows, then write them in two queries: an import can bring years of results."""
    for fields in listed:
        refuse_unknown_fields(model, fields)
    added = [model(person=person, import_batch=batch, **fields) for fields in listed]
    for row in added:
        check_row(row)
    if not added:
        return
    refuse_if_full("rows", model._base_manager.filter(person=person), more=len(added))
    model.objects.bulk_create(added)
    noun = next(name for name, known in MODELS.items() if known is model)
    by = acting_user_id()
    Change.objects.bulk_create(
        Change(person=person, noun=noun, row_id=row.pk, action="added", before={}, by_id=by) for row in added
    )


@transaction.atomic
def undo_import(*, batch: ImportBatch) -> ImportBatch:
    """The import, undone together with every row it added that still exists."""
    delete_row(batch)
    _set_diagnosis(batch, batch.diagnosed_on, batch.diagnosed_before)
    batch.refresh_from_db(fields=["deleted_at"])
    for model in NOUNS.values():
        model.objects.kept().filter(import_batch=batch).update(deleted_at=batch.deleted_at)
    return batch


def _set_diagnosis(batch: ImportBatch, now: date | None, wanted: date | None) -> None:
    """Set the person's date of diagnosis to `wanted`,
    if this import set it and nobody has changed it since."""
    person = Person.objects.get(pk=batch.person_id)
    if batch.diagnosed_on is not None and person.diagnosed_on == now:
        edit_person(person=person, diagnosed_on=wanted)


@transaction.atomic
def redo_import(*, batch: ImportBatch) -> ImportBatch:
    """The import, redone after `undo_import`. Rows that had been deleted one by one stay deleted."""
    batch.refresh_from_db(fields=["deleted_at"])
    undone_at = batch.deleted_at
    restore_row(batch)
    _set_diagnosis(batch, batch.diagnosed_before, batch.diagnosed_on)
    for model in NOUNS.values():
        model.objects.deleted().filter(import_batch=batch, deleted_at=undone_at).update(deleted_at=None)
    return batch
