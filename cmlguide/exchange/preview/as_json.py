"""A preview as JSON: the shape of docs/files.md."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.preview.values import FoundCount, FoundEntry, FoundMedicine, FoundResult, Preview


def preview_json(preview: Preview) -> dict[str, Any]:
    """The preview as JSON values, numbers as exact text, dates as ISO; `others` only where there are any."""
    others = {"others": [_entry_json(row) for row in preview.entries]} if preview.entries else {}
    return {
        "source": preview.source,
        "results": [_result_json(row) for row in preview.results],
        "blood_counts": [_count_json(row) for row in preview.blood_counts],
        "medicines": [_medicine_json(row) for row in preview.medicines],
        "questions": [question.text for question in preview.questions],
        "left_out": [{"where": row.where, "why": row.why} for row in preview.left_out],
        "problems": list(preview.problems),
        **others,
    }


def _result_json(row: FoundResult) -> dict[str, Any]:
    return {
        "collected_on": _day(row.collected_on),
        "kind": row.kind,
        "value": _number(row.value),
        "unit": row.unit,
        "limit": _number(row.limit),
        "comparator": row.comparator,
        "lab": row.lab or None,
        "specimen": row.specimen,
        "where": row.where,
        "asks": [ask.code for ask in row.asks],
    }


def _count_json(row: FoundCount) -> dict[str, Any]:
    return {
        "collected_on": _day(row.collected_on),
        "item": row.item,
        "value": _number(row.value),
        "unit": row.unit,
        "where": row.where,
    }


def _medicine_json(row: FoundMedicine) -> dict[str, Any]:
    return {
        "medicine": row.medicine,
        "started_on": _day(row.started_on),
        "stopped_on": _day(row.stopped_on),
        "where": row.where,
    }


def _entry_json(row: FoundEntry) -> dict[str, Any]:
    """The facts of a marrow test, a mutation or a sign, by the names the record gives them."""
    facts = {one.name: getattr(row.entry, one.name) for one in fields(row.entry)}
    said = {
        name: _number(fact) if isinstance(fact, Decimal) else _day(fact) if isinstance(fact, date) else fact
        for name, fact in facts.items()
        if name not in ("key", "extra") and fact not in (None, "")
    }
    return {"noun": type(row.entry).__name__.lower(), **said, "where": row.where}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
