"""The four verbs for any row: check it whole, write it, and note its former values.

Allergies, blood counts, diary entries, marrow tests, medicines, mutations, samples and visits need nothing
more. Results, goals and questions for the page have modules of their own next to this one, because their
writes do more than change the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from cmlguide.records.actions.acting import acting_user_id
from cmlguide.records.actions.seen import ChangedMeanwhileError, refuse_if_changed
from cmlguide.records.fields import ExactJSONField
from cmlguide.records.models import (
    Allergy,
    Answer,
    BloodCount,
    Change,
    ChecklistAnswer,
    DiaryEntry,
    Goal,
    ImportBatch,
    MarrowTest,
    Medicine,
    Mutation,
    OtherMedicine,
    PageQuestion,
    Person,
    Result,
    SoftDeleted,
    Visit,
    WaitingSample,
)
from cmlguide.records.room import refuse_if_full

AnyRow = TypeVar("AnyRow", bound=SoftDeleted)
AnyModel = TypeVar("AnyModel", bound=models.Model)
MODELS: dict[str, type[SoftDeleted]] = {
    "medicine": Medicine,
    "result": Result,
    "blood_count": BloodCount,
    "marrow_test": MarrowTest,
    "mutation": Mutation,
    "page_question": PageQuestion,
    "goal": Goal,
    "diary_entry": DiaryEntry,
    "other_medicine": OtherMedicine,
    "allergy": Allergy,
    "waiting_sample": WaitingSample,
    "answer": Answer,
    "visit": Visit,
    "checklist_answer": ChecklistAnswer,
    "import_batch": ImportBatch,
}
NEVER_GIVEN = ("id", "pk", "person", "owner", "created_at", "deleted_at", "import_batch")


def add_row(model: type[AnyRow], /, *, person: Person, **fields: Any) -> AnyRow:
    """The new row of `person`, checked and saved: `add_row(Allergy, person=person, name="penicillin")`.

    Raises ValidationError by field name, with all problems at once, or FullError; then nothing is saved.
    """
    refuse_unknown_fields(model, fields)
    row = model(person=person, **fields)
    check_row(row)
    refuse_if_full("rows", model._base_manager.filter(person=person))
    with transaction.atomic(savepoint=False):  # a refusal comes before anything is written
        row.save(force_insert=True)
        note_change(row, "added")
    return row


@transaction.atomic
def edit_row(row: AnyModel, /, *, seen: str = "", **fields: Any) -> AnyModel:
    """`row` with `fields` changed and saved; the rest stays, and the former values go to the edit history.

    Compares with the stored values, not with the caller's object, and leaves that object unchanged if
    anything is refused. Writes nothing when nothing differs. `seen` is the digest of the row as the writer
    saw it. Raises ValidationError by field name, ChangedMeanwhileError when a field to be changed has changed
    since it was seen, and DoesNotExist for a row that is deleted or purged.
    """
    model = type(row)
    refuse_unknown_fields(model, fields)
    stored = model._base_manager.select_for_update().get(pk=row.pk)
    if getattr(stored, "deleted_at", None) is not None:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    before = {name: getattr(stored, name) for name in fields}
    for name, value in fields.items():
        setattr(stored, name, value)
    check_row(stored)
    former = {name: _plain(model, name, old) for name, old in before.items()}
    changed = {name: old for name, old in former.items() if plain(stored, name) != old}
    refuse_if_changed(seen, changed)
    if changed:
        stored.save(update_fields=list(changed))
        note_change(stored, "edited", changed)
    for name in fields:
        setattr(row, name, getattr(stored, name))
    return row


@transaction.atomic
def delete_row(row: AnyRow, /) -> AnyRow:
    """`row`, removed from pages and exports; `restore_row` can restore it for 30 days. Deleting it twice
    changes nothing."""
    now = timezone.now()
    if type(row).objects.kept().filter(pk=row.pk).update(deleted_at=now):
        row.deleted_at = now
        note_change(row, "deleted")
    return row


@transaction.atomic
def restore_row(row: AnyRow, /) -> AnyRow:
    """`row`, restored: the undo of `delete_row`. Restoring a row that is not deleted changes nothing."""
    if type(row).objects.deleted().filter(pk=row.pk).update(deleted_at=None):
        row.deleted_at = None
        note_change(row, "restored")
    return row


@transaction.atomic
def undo_edit(row: AnyRow, /, *, change: int | None = None) -> AnyRow:
    """`row` as it was before its last change, if that was an edit; undoing it is recorded as an edit too.

    `change` is the number of the change to undo. Raises ChangedMeanwhileError when a later one exists, and
    DoesNotExist for a row that is deleted or purged.
    """
    type(row)._base_manager.select_for_update().get(pk=row.pk)
    last = last_change(row)
    if last is None or last.action != "edited":
        return row
    if change is not None and change != last.pk:
        raise ChangedMeanwhileError
    return edit_row(row, **former_values(row, last.before))


def former_values(row: models.Model, before: Mapping[str, Any]) -> dict[str, Any]:
    """The `before` of a Change as column values; unknown fields are left out.

    In the order of the columns: PostgreSQL keeps the keys of JSON in one of its own.
    """
    columns = {field.name: field for field in row._meta.concrete_fields}
    return {name: field.to_python(before[name]) for name, field in columns.items() if name in before}


def last_change(row: SoftDeleted) -> Change | None:
    """The newest entry in the edit history of `row`, or None."""
    changes = Change.objects.filter(noun=_noun_of(row), row_id=row.pk, person__pk=row.person_id)  # type: ignore[attr-defined]
    return changes.last()


def refuse_unknown_fields(model: type[models.Model], fields: Mapping[str, Any]) -> None:
    """Raise TypeError for a field the model lacks or that no caller may set: a mistake in our own code."""
    known = {field.name for field in model._meta.concrete_fields}
    for name in fields:
        if name not in known or name in NEVER_GIVEN:
            raise TypeError(f"{model.__name__} takes no {name!r}")


def check_row(row: models.Model) -> None:
    """Clean each field, then the row as a whole. Raises ValidationError by field name, all at once."""
    links = {field.name for field in row._meta.concrete_fields if field.is_relation}
    row.clean_fields(exclude=links)
    row.clean()


def note_change(row: models.Model, action: str, before: Mapping[str, Any] | None = None) -> None:
    """Add one entry for `row` to the edit history of the person it belongs to."""
    noun = _noun_of(row)
    person = row if isinstance(row, Person) else row.person  # type: ignore[attr-defined]
    Change.objects.create(
        person=person,
        noun=noun,
        row_id=row.pk,
        action=action,
        before=dict(before or {}),
        by_id=acting_user_id(),
    )


def _noun_of(row: models.Model) -> str:
    return next((noun for noun, model in MODELS.items() if isinstance(row, model)), "person")


def shown_values(row: models.Model) -> dict[str, Any]:
    """The values of `row` that a form may show, by field: its digest is made from them."""
    names = (field.name for field in row._meta.concrete_fields if not field.is_relation)
    return {name: plain(row, name) for name in names if name not in NEVER_GIVEN}


def plain(row: models.Model, name: str) -> Any:
    """The value of a field as JSON can hold it, exact: numbers, dates and times as text."""
    return _plain(type(row), name, getattr(row, name))


def _plain(model: type[models.Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, ExactJSONField):
        return field.get_prep_value(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
