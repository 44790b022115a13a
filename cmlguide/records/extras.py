"""Facts only this product keeps (a name, a phone number, chosen questions), in a record's unknown keys.

So a record file that leaves comes back whole, and a file with keys we do not know leaves as it came. A key is
taken into its column only if writing it out again would give the same; else it stays among the unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cmlguide.records.models import BloodCount, PageQuestion, Person, Result, Treatment

OURS: dict[type[models.Model], tuple[str, ...]] = {
    Person: (
        "name",
        "born_on",
        "transcript_name",
        "risk_score",
        "time_zone",
        "country",
        "date_order",
        "clinic_day_phone",
        "clinic_out_of_hours_phone",
        "pharmacy_phone",
        "read_first",
        "preferences",
        "specialist",
        "specialist_note",
        "summary_off",
        "summary_second_page",
        "example",
    ),
    Result: ("typed_as", "imported_from"),
    BloodCount: ("imported_from",),
    Treatment: ("imported_from",),
}
QUESTIONS = "questions"


def write_extras(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    """The unknown keys of `row` (column to value), and our own facts that differ from their default."""
    ours = {name: _written(row[name]) for name in OURS.get(model, ()) if row[name] != _default(model, name)}
    return {**row["extra"], **ours}


def read_extras(model: type[models.Model], extra: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The column values found in `extra`, and the keys that are left."""
    found = {name: _read(model, name, extra[name]) for name in OURS.get(model, ()) if name in extra}
    ours = {name: value for name, value in found.items() if value is not None}
    return ours, {key: value for key, value in extra.items() if key not in ours}


def write_questions(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The chosen questions as one key of the record, or nothing when none is chosen."""
    in_order = sorted(rows, key=lambda row: (row["position"], row["id"]))
    listed = [{"code": row["code"], "text": row["text"]} for row in in_order]
    return {QUESTIONS: listed} if listed else {}


def read_questions(extra: Mapping[str, Any]) -> tuple[list[PageQuestion], dict[str, Any]]:
    """Unsaved questions found in a record's `extra`, and the keys that are left."""
    listed = extra.get(QUESTIONS)
    if not isinstance(listed, list) or not listed or not all(_is_question(item) for item in listed):
        return [], dict(extra)
    codes = [item["code"] for item in listed if item["code"]]
    if len(codes) != len(set(codes)):
        return [], dict(extra)
    left = {key: value for key, value in extra.items() if key != QUESTIONS}
    return [PageQuestion(**item, position=place) for place, item in enumerate(listed)], left


def _is_question(item: object) -> bool:
    if not isinstance(item, dict) or set(item) != {"code", "text"}:
        return False
    try:
        question = PageQuestion(**item)
        question.clean_fields(exclude={"person"})
        question.clean()
    except (ValidationError, TypeError, AttributeError):
        return False
    return (question.code, question.text) == (item["code"], item["text"])


def _read(model: type[models.Model], name: str, written: object) -> Any:
    """The column value that is written as `written`, or None if there is none."""
    if not isinstance(written, str | bool | list):
        return None
    try:
        value = _column(model, name).clean(written, None)
    except (ValidationError, TypeError, ValueError):
        return None
    same = type(_written(value)) is type(written) and _written(value) == written
    return value if same and value != _default(model, name) else None


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _default(model: type[models.Model], name: str) -> Any:
    return _column(model, name).get_default()


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)
