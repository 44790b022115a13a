"""A preview as JSON, in the shape described in docs/files.md."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.values import FoundCount, FoundEntry, FoundMedicine, FoundResult, Preview


def preview_json(preview: Preview, say: Callable[[Reason], str]) -> dict[str, Any]:
    """The preview as JSON values, with numbers as exact text and dates as ISO; `others` only if there are
    any.

    `say` puts a reason into words: each appears as a sentence, and next to it as its code and values.
    """
    others = {"others": [_entry_json(row) for row in preview.entries]} if preview.entries else {}
    return {
        "source": preview.source,
        "results": [_result_json(row) for row in preview.results],
        "blood_counts": [_count_json(row) for row in preview.blood_counts],
        "medicines": [_medicine_json(row) for row in preview.medicines],
        "questions": [say(question.words) for question in preview.questions],
        "left_out": [
            {"where": row.where, "why": say(row.why), **reason_json(row.why)} for row in preview.left_out
        ],
        "problems": [say(problem) for problem in preview.problems],
        "question_codes": [
            {"asks": question.code, "about": question.about, **reason_json(question.words)}
            for question in preview.questions
        ],
        "problem_codes": [reason_json(problem) for problem in preview.problems],
        **others,
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason as its code and values."""
    return {
        "code": reason.code,
        "values": {name: _plain(value) for name, value in reason.values.items()},
    }


def _plain(value: object) -> Any:
    if isinstance(value, Reason):
        return reason_json(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _result_json(row: FoundResult) -> dict[str, Any]:
    return {
        "collected_on": _day(row.collected_on),
        "kind": row.kind,
        "value": _number(row.value),
        "unit": row.unit,
        "limit": _number(row.limit),
        "comparator": row.comparator,
        "level": row.level,
        "copies": row.copies,
        "control_gene": row.control_gene,
        "conversion_factor": _number(row.conversion_factor),
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
        "asks": [ask.code for ask in row.asks],
    }


def _medicine_json(row: FoundMedicine) -> dict[str, Any]:
    return {
        "medicine": row.medicine,
        "started_on": _day(row.started_on),
        "stopped_on": _day(row.stopped_on),
        "where": row.where,
        "asks": [ask.code for ask in row.asks],
    }


def _entry_json(row: FoundEntry) -> dict[str, Any]:
    """The facts of a marrow test, a mutation or a sign, under the names they have in the record."""
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
