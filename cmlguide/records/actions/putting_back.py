"""Restoring what was deleted or changed, whatever its noun, unless later changes make that impossible."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cmlguide.records.actions.goals import edit_goal, restore_goal
from cmlguide.records.actions.imports import redo_import
from cmlguide.records.actions.questions import restore_question
from cmlguide.records.actions.rows import MODELS, edit_row, former_values, restore_row
from cmlguide.records.models import (
    Answer,
    Change,
    ChecklistAnswer,
    Goal,
    ImportBatch,
    PageQuestion,
    Person,
    SoftDeleted,
)

THERE_ALREADY = "there_already"
VISIT_DELETED = "visit_deleted"
CHANGED_LATER = "changed_later"
ROW_DELETED = "row_deleted"
IS_BACK = "is_back"
FOLLOWS_GOALS = "follows_goals"
NOT_AN_EDIT = "not_an_edit"
NOT_VALID = "not_valid"


class CannotPutBack(Exception):
    """Why it cannot be restored, as one of the codes above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def put_back(*, row: SoftDeleted) -> None:
    """Restore the deleted row. A row that is not deleted stays as it is.

    Raises CannotPutBack when another row has taken its place, or when the row it belongs to is deleted too.
    """
    if isinstance(row, Goal):
        _refuse_unless_same(restore_goal(goal=row), row)
    elif isinstance(row, PageQuestion):
        _refuse_unless_same(restore_question(question=row), row)
    elif isinstance(row, ImportBatch):
        redo_import(batch=row)
    else:
        _check_place(row)
        restore_row(row)


@transaction.atomic
def undo_change(*, change: Change) -> None:
    """Undo this change: an edited field gets its former value back, a deleted row is restored.

    Nothing else changes: fields edited by other changes keep their values. Raises CannotPutBack with a code.
    """
    Person.objects.select_for_update().get(pk=change.person_id)  # two clicks at once take turns
    later = Change.objects.filter(
        person=change.person_id, noun=change.noun, row_id=change.row_id, pk__gt=change.pk
    )
    row = _row_of(change)
    if code := why_not(change, later, is_deleted=getattr(row, "deleted_at", None) is not None):
        raise CannotPutBack(code)
    if change.action == "deleted":
        put_back(row=row)
        return
    values = former_values(row, change.before)
    try:
        edit_goal(goal=row, **values) if isinstance(row, Goal) else edit_row(row, **values)
    except ValidationError as error:
        raise CannotPutBack(NOT_VALID) from error


def why_not(change: Change, later: Iterable[Change], *, is_deleted: bool) -> str:
    """Why the change cannot be undone, as a code; "" when it can. `later` are later changes to its row."""
    if change.action == "deleted":
        return "" if is_deleted and not any(one.action == "deleted" for one in later) else IS_BACK
    if change.action != "edited":
        return NOT_AN_EDIT
    if is_deleted:
        return ROW_DELETED
    if change.noun == "person" and "goal" in change.before:
        return FOLLOWS_GOALS
    again = any(one.action == "edited" and change.before.keys() & one.before.keys() for one in later)
    return CHANGED_LATER if again else ""


def _row_of(change: Change) -> Any:
    """The changed row; raises DoesNotExist when it has been purged."""
    if change.noun == "person":
        return Person.objects.get(pk=change.person_id)
    return MODELS[change.noun].objects.get(pk=change.row_id, person=change.person_id)  # type: ignore[misc]


def _check_place(row: SoftDeleted) -> None:
    if isinstance(row, Answer) and row.visit.deleted_at is not None:
        raise CannotPutBack(VISIT_DELETED)
    if isinstance(row, ChecklistAnswer):
        same = ChecklistAnswer.objects.kept().filter(
            person=row.person_id, result_on=row.result_on, item=row.item
        )
        if same.exclude(pk=row.pk).exists():
            raise CannotPutBack(THERE_ALREADY)


def _refuse_unless_same(restored: SoftDeleted, row: SoftDeleted) -> None:
    """Refuse when a common goal or question was chosen again since:
    that one stays and was returned instead."""
    if restored.pk != row.pk:
        raise CannotPutBack(THERE_ALREADY)
