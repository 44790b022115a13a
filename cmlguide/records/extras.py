"""Facts only this product keeps (a name, a phone number, a diary entry), stored in a record's unknown keys.

So a record file exported here can be imported whole, and a file with keys we do not know is exported as it
came. A key moves into its column only if writing it out again would give the same; else it stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cmlguide.records.models import (
    Allergy,
    Answer,
    BloodCount,
    ChecklistAnswer,
    DiaryEntry,
    Goal,
    MarrowTest,
    Medicine,
    Mutation,
    OtherMedicine,
    PageQuestion,
    Person,
    Result,
    Visit,
    WaitingSample,
)

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
    Result: ("typed_as", "imported_from", "limit_from_lab"),
    BloodCount: ("imported_from",),
    Medicine: ("imported_from",),
    MarrowTest: ("imported_from",),
    Mutation: ("imported_from",),
    PageQuestion: ("code", "text"),
    Goal: ("code", "text", "talked_over"),
    DiaryEntry: (
        "happened_on",
        "until_on",
        "kind",
        "symptom",
        "symptom_text",
        "severity",
        "how_often",
        "gets_in_way_of",
        "dose_status",
        "doses",
        "reason",
        "intake",
        "text",
        "prints",
    ),
    OtherMedicine: ("name", "dose", "started_on", "stopped_on", "note"),
    Allergy: ("name", "reaction"),
    WaitingSample: ("taken_on", "expected_on", "lab", "done_on"),
    Visit: (
        "visit_on",
        "visit_at",
        "place",
        "with_whom",
        "note",
        "happened",
        "decisions",
        "next_test_on",
        "next_visit_on",
    ),
    Answer: ("question_code", "question_text", "answer"),
    ChecklistAnswer: ("result_on", "item", "answer", "text"),
}


def write_extras(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    """The unknown keys of `row` (column to value), plus our own facts that differ from their defaults."""
    extra = dict(row["extra"])
    for name, default in _defaults(model):
        if (value := row[name]) != default:
            extra[name] = _written(value)
    return extra


def read_extras(model: type[models.Model], extra: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The column values found in `extra`, and the keys that are left."""
    found = {name: _read(model, name, extra[name]) for name in OURS.get(model, ()) if name in extra}
    ours = {name: value for name, value in found.items() if value is not None}
    return ours, {key: value for key, value in extra.items() if key not in ours}


def _read(model: type[models.Model], name: str, written: object) -> Any:
    """The column value written in a file as `written`, or None if there is none."""
    if not isinstance(written, str | bool | int | list):
        return None
    try:
        value = _column(model, name).clean(written, None)
    except (ValidationError, TypeError, ValueError):
        return None
    same = type(_written(value)) is type(written) and _written(value) == written
    return value if same and value != _default(model, name) else None


def _written(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("auto" if value.second or value.microsecond else "minutes")
    return value.isoformat() if isinstance(value, date) else value


@cache
def _defaults(model: type[models.Model]) -> tuple[tuple[str, Any], ...]:
    """Our own facts of a model, each with its default: for comparison only, because the values are shared."""
    return tuple((name, _default(model, name)) for name in OURS.get(model, ()))


def _default(model: type[models.Model], name: str) -> Any:
    return _column(model, name).get_default()


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)
