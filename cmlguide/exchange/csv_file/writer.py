"""Writes a record's entries as our own CSV (own.py reads it back)."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cmlguide.exchange.csv_file import own_entries
from cmlguide.exchange.csv_file.formula_guard import guard
from cmlguide.exchange.csv_file.own import COLUMNS, COMPARATORS, DETECTED, NUMBERS, RESULT, SCALES, UNITS
from cmlguide.exchange.preview.counts import found_counts
from cmlguide.exchange.preview.filled_limits import as_the_report_says
from cmlguide.exchange.preview.values import FoundCount
from milestones.history import History, Result

_TEXTS = ("note", "lab", "as_reported", "control_gene", "source", *own_entries.TEXTS)


def write_csv(history: History, headings: Mapping[str, str] | None = None, mark: str = ".") -> bytes:
    """UTF-8 with a byte order mark (for Excel) and ISO dates; one row for each result, each number of a blood
    count, each medicine, marrow test and mutation. The rest is only in the backup file.

    `headings` are the columns in the reader's language: each is written with the column's own name, by which
    the file is read again. `mark` is the decimal mark that the reader's spreadsheet expects; where it is the
    comma, semicolons separate the cells.
    """
    separator = ";" if mark == "," else ","
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n", delimiter=separator)
    writer.writerow({name: f"{headings[name]} [{name}]" if headings else name for name in COLUMNS})
    writer.writerows(_safe(row, mark, separator) for row in _rows(history))
    return out.getvalue().encode("utf-8-sig")


def _rows(history: History) -> Iterator[dict[str, str]]:
    for result in history.results:
        yield _result(as_the_report_says(result))
    for count in history.blood_counts:
        yield from map(_count, found_counts(count, ""))
    yield from own_entries.entry_rows(history)


def _safe(row: dict[str, str], mark: str, separator: str) -> dict[str, str]:
    """The row with the reader's decimal mark, and with a quote mark before text that a spreadsheet would run
    as a formula; the reader of the file removes both."""
    numbered = {name: text.replace(".", mark) if name in NUMBERS else text for name, text in row.items()}
    return {name: guard(text, separator) if name in _TEXTS else text for name, text in numbered.items()}


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
