"""Lists only this product keeps (goals, a diary, visits, questions), stored in a record's unknown keys.

Each item of a list becomes a row if it can, and is written out as it was read: a key that fits no column
stays with its row. An item that cannot become a row stays in the person's `record_extra`, where a list holds
pairs of position and item, so that the list can be written again in its old order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cmlguide.records.extras import read_extras, write_extras
from cmlguide.records.models import (
    Allergy,
    Answer,
    ChecklistAnswer,
    DiaryEntry,
    Goal,
    OtherMedicine,
    PageQuestion,
    Visit,
    WaitingSample,
)

VISITS = "appointments"  # the name in files since the first version
LISTS: dict[str, type[Any]] = {
    "questions": PageQuestion,
    "goals": Goal,
    "diary": DiaryEntry,
    "other_medicines": OtherMedicine,
    "allergies": Allergy,
    "waiting_samples": WaitingSample,
    VISITS: Visit,
    "checklist_answers": ChecklistAnswer,
}
# The answers of a visit are nested in it.
ANSWERS = "answers"
PLACED = (PageQuestion, Goal, Answer)
LINKS = ("person", "visit")

Row = Mapping[str, Any]


def write_lists(record_extra: Mapping[str, Any], rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """A record's keys that are not the engine's: `rows` (column to value) merged with the unknown keys."""
    written = {key: value for key, value in record_extra.items() if key not in LISTS}
    answers: dict[int, list[Row]] = defaultdict(list)
    for row in rows[ANSWERS]:
        answers[row["visit"]].append(row)
    for name, model in LISTS.items():
        items = [write_extras(model, row) for row in _in_order(model, rows[name])]
        if model is Visit:
            ids = (row["id"] for row in _in_order(model, rows[name]))
            items = [_with_answers(item, answers[key]) for item, key in zip(items, ids, strict=True)]
        _put(written, name, items, record_extra)
    return written


def read_lists(extra: Mapping[str, Any]) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """Unsaved rows without a person by list name, answers included, and what is left for `record_extra`."""
    rows: dict[str, list[Any]] = {}
    left = dict(extra)
    for name, model in LISTS.items():
        rows[name] = _take(name, model, left)
    rows[ANSWERS] = [answer for visit in rows[VISITS] for answer in _take_answers(visit)]
    return rows, left


def _take(name: str, model: type[Model], left: dict[str, Any]) -> list[Any]:
    """The rows in the list `name`; items that cannot become rows stay there, and so does an empty list."""
    listed = left.get(name)
    if not isinstance(listed, list):
        return []
    taken: dict[Hashable, Any] = {}
    unread = []
    for place, item in enumerate(listed):
        row = _read_item(model, item)
        key = None if row is None else _once(row, place)
        if row is None or key in taken:
            unread.append([place, item])
            continue
        if model in PLACED:
            row.position = len(taken)
        taken[key] = row
    if unread or not taken:
        left[name] = unread
    else:
        del left[name]
    return list(taken.values())


def _take_answers(visit: Visit) -> list[Answer]:
    answers = _take(ANSWERS, Answer, visit.extra)
    for answer in answers:
        answer.visit = visit
    return answers


def _read_item(model: type[Model], item: object) -> Any:
    """An unsaved row, or None if the item cannot become one."""
    if not isinstance(item, Mapping):
        return None
    ours, unknown = read_extras(model, item)
    row = model(**ours, extra=unknown)
    try:
        row.clean_fields(exclude=_sure(model).union(ours))  # each of ours was checked when it was read
        row.clean()
    except ValidationError:
        return None
    return row


@cache
def _sure(model: type[Model]) -> frozenset[str]:
    """The columns that need no look where nothing is said: links, and those whose default is allowed. A diary
    has hundreds of entries, each with a handful of what it could say."""
    return frozenset(
        (*LINKS, *(field.name for field in model._meta.concrete_fields if _allows_default(field)))
    )


def _allows_default(field: Any) -> bool:
    if field.name == "extra":
        return False  # it holds what is not known
    try:
        field.clean(field.get_default(), None)
    except ValidationError:
        return field.blank and field.get_default() in field.empty_values
    return True


def _once(row: Any, place: int) -> Hashable:
    """The key of a row that its list may hold once: a question of ours, a common goal, a checklist item."""
    if isinstance(row, ChecklistAnswer):
        return row.result_on, row.item
    if isinstance(row, PageQuestion) and row.code:
        return row.code
    if isinstance(row, Goal) and row.code != "own":
        return row.code
    return place


def _with_answers(item: dict[str, Any], rows: Iterable[Row]) -> dict[str, Any]:
    written = {key: value for key, value in item.items() if key != ANSWERS}
    _put(written, ANSWERS, [write_extras(Answer, row) for row in _in_order(Answer, rows)], item)
    return written


def _put(written: dict[str, Any], name: str, items: list[Any], unknown: Mapping[str, Any]) -> None:
    """Set the list `name` to the items, with unknown items back in their old places."""
    if name not in unknown:
        if items:
            written[name] = items
        return
    left = unknown[name]
    if isinstance(left, list):
        for place, item in left:
            items.insert(place, item)
        written[name] = items
    else:
        written[name] = [*items, left] if items else left


def _in_order(model: type[Any], rows: Iterable[Row]) -> list[Row]:
    """In the order of the file they came from; by position where the person can reorder them."""
    if model in PLACED:
        return sorted(rows, key=lambda row: (row["position"], row["id"]))
    return sorted(rows, key=lambda row: row["id"])
