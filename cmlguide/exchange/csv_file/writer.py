"""Writes a record's entries as our own CSV (own.py reads it back)."""

import csv
import io
from decimal import Decimal

from cmlguide.exchange.csv_file import own_entries
from cmlguide.exchange.csv_file.formula_guard import guard
from cmlguide.exchange.csv_file.own import COLUMNS, COMPARATORS, DETECTED, RESULT, SCALES, UNITS
from cmlguide.exchange.preview.counts import found_counts
from cmlguide.exchange.preview.filled_limits import as_the_report_says
from cmlguide.exchange.preview.values import FoundCount
from milestones.history import History, Result

_TEXTS = ("note", "lab", "as_reported", "control_gene", "source", *own_entries.TEXTS)


def write_csv(history: History) -> bytes:
    """UTF-8 with a byte order mark (for Excel), ISO dates and decimal points; one row for each result, each
    number of a blood count, each medicine, marrow test and mutation. The rest is only in the backup file.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for result in history.results:
        writer.writerow(_safe(_result(as_the_report_says(result))))
    for count in history.blood_counts:
        for row in found_counts(count, ""):
            writer.writerow(_safe(_count(row)))
    writer.writerows(_safe(row) for row in own_entries.entry_rows(history))
    return out.getvalue().encode("utf-8-sig")


def _safe(row: dict[str, str]) -> dict[str, str]:
    """The row with a quote mark before text that a spreadsheet would run as a formula;
    the reader removes it."""
    return {name: guard(text) if name in _TEXTS else text for name, text in row.items()}


def _result(row: Result) -> dict[str, str]:
    numbered = row.value is not None or row.limit is not None
    detected = DETECTED.get(row.kind, "unknown")
    return {
        "date": row.collected_on.isoformat(),
        "date_precision": "day",
        "test": RESULT,
        "kind": row.kind,
        "comparator": COMPARATORS.get(row.kind, "") if row.limit is not None else "",
        "value": _number(row.value),
        "unit": UNITS.get(row.unit or "", "") if numbered else "",
        "limit": _number(row.limit),
        "scale": SCALES.get(row.unit or "", "unknown" if numbered else ""),
        "conversion_factor": _number(row.conversion_factor),
        "detected": detected,
        "control_gene": row.control_gene or "",
        "control_copies": "" if row.copies is None else str(row.copies),
        "specimen": row.specimen,
        "lab": row.lab,
        "note": row.note,
        "source": _source(row),
        "level": row.level or "",
        "as_reported": row.as_reported,
        "baseline": "yes" if row.baseline else "",
        "checked_against_letter": "yes" if row.checked_against_letter else "",
        "method": row.method or "",
        "quantifies_to": _number(row.quantifies_to),
    }


def _source(row: Result) -> str:
    source = row.extra.get("source")
    return str(source.get("kind", "")) if isinstance(source, dict) else ""


def _count(row: FoundCount) -> dict[str, str]:
    return {
        "date": row.collected_on.isoformat(),
        "date_precision": "day",
        "test": row.item,
        "kind": "value",
        "value": _number(row.value),
        "unit": row.unit or "",
    }


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
