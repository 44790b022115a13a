"""New entries of a History as the fields `actions.import_rows` takes."""

from __future__ import annotations

from typing import Any

from cmlguide.records.actions.rows import NEVER_GIVEN
from cmlguide.records.history import rows_of
from milestones.history import History

NOUNS = ("results", "blood_counts", "treatments", "marrow", "mutations")


def fields_of(history: History) -> dict[str, list[dict[str, Any]]]:
    """Fields by list name; `imported_from` says of each where it stood, like `csv, row 4`."""
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
