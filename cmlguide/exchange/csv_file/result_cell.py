"""Reads one cell with a BCR::ABL1 result, together with its heading and the rest of its row."""

from dataclasses import replace
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.csv_file.table_reading import TableReading
from cmlguide.exchange.preview.rows import YES, ask_ratio, day_choices, from_typed, shorten
from cmlguide.exchange.preview.values import Column, FoundResult, with_ask
from cmlguide.exchange.terms.names import mentions_marrow, role_in_text
from cmlguide.exchange.typed.date import TypedDate
from cmlguide.exchange.typed.number import TypedResult, read_count, read_number
from cmlguide.exchange.typed.text import fold

UNITS = {
    "result_is": "percent_is",
    "result_raw": "ratio_percent",
    "other_transcript": "ratio_percent",
    "mr": "mr",
    "log": "log_reduction",
}
NOT_DETECTED = "not detected"
_MAYBE_NOT_DETECTED = ("ind", "indet", "indetect")
"""Short for indetectável; it may be short for indeterminate too, so it is confirmed."""
_TRUE = ("1", "1.0", "yes", "true", "y", "x")
_UNIT_CELLS = {"percent_is": "percent_is", "ratio_percent": "ratio_percent", "mr": "mr"}


def read_result(row: Row, column: Column, text: str, day: TypedDate, reading: TableReading) -> FoundResult:
    """The result in one cell, with the limit, copies and lab from the other cells of its row."""
    guessed = fold(text).strip(" .") in _MAYBE_NOT_DETECTED
    number = read_number(NOT_DETECTED) if guessed else reading.number(text)
    typed = _as_column_says(number, text, _meaning(row, column, reading))
    if _is_true(reading.cell(row, "upper_limit")) and typed.kind == "value" and typed.value:
        typed = TypedResult("less_than", limit=typed.value, unit=typed.unit, comparator="<")
    marrow = mentions_marrow(reading.cell(row, "specimen")) or mentions_marrow(column.heading)
    copies = read_count(reading.cell(row, "copies")).value
    place = FoundResult(
        where=f"row {row.number}, {column.heading}" if column.heading else f"row {row.number}",
        raw=shorten(text),
        collected_on=day.date,
        specimen="marrow" if marrow else "blood",
        lab=shorten(reading.cell(row, "lab"), 100),
        note=shorten(reading.cell(row, "note"), 500),
        copies=copies,
        control_gene=reading.control_gene if copies else None,
        conversion_factor=_factor(reading.cell(row, "conversion_factor")),
    )
    found = _with_limit(from_typed(place, typed, reading.options), row, reading)
    if (column.number in reading.unsure or guessed) and found.kind:
        found = with_ask(found, codes.ASK_CONFIRM, *YES)
    return ask_day(_ask_about_heading(found, column), day, reading.cell(row, "date"))


def _meaning(row: Row, column: Column, reading: TableReading) -> str:
    """What the column says about the number; a unit in the row ("% IS") says more than a bare "value"."""
    unit = reading.cell(row, "unit")
    if column.meaning not in ("result", "value") or not unit:
        return column.meaning
    if fold(unit) in _UNIT_CELLS:
        return next(name for name, kept in UNITS.items() if kept == _UNIT_CELLS[fold(unit)])
    says_is = role_in_text(f"bcr-abl {unit}") == "percent_is"
    return "result_is" if says_is else column.meaning


def _as_column_says(typed: TypedResult, text: str, meaning: str) -> TypedResult:
    """The cell as its column defines it: a bare number under "MR" is an MR, under "% IS" it is on the scale.
    What the cell itself says takes precedence."""
    has_number = typed.value is not None or typed.limit is not None
    if typed.problem or typed.unit or not has_number or meaning not in UNITS:
        return typed
    if meaning == "mr":
        return typed if typed.kind == "not_detected" else read_number(f"MR {text}")
    if meaning == "log":
        return read_number(f"{text} log")
    return replace(typed, unit=UNITS[meaning])


def _with_limit(found: FoundResult, row: Row, reading: TableReading) -> FoundResult:
    """ "Not detected" with the detection limit, if the row has a column for it."""
    limit = reading.number(reading.cell(row, "limit"))
    number = limit.value if limit.value is not None else limit.limit
    if found.kind != "not_detected" or found.limit is not None or not number or limit.unit == "mr":
        return found
    if not limit.percent and number >= 1:  # "4.5" in a sensitivity column is an MR, not 4.5%
        return found
    return replace(found, limit=number, unit=limit.unit or "percent_is")


def _ask_about_heading(found: FoundResult, column: Column) -> FoundResult:
    """Ask when the heading names another transcript, or says "ratio" over numbers without a percent sign."""
    if column.meaning == "other_transcript":
        return with_ask(found, codes.ASK_TRANSCRIPT, *YES)
    bare = found.kind == "value" and found.unit is None and found.value and "%" not in found.raw
    if bare and found.value and "ratio" in fold(column.heading) and "%" not in column.heading:
        return ask_ratio(found, found.value)
    return found


def ask_day(found: FoundResult, day: TypedDate, written: str) -> FoundResult:
    """The row with the question its date leaves open, if any, and with the date as `written` in the file."""
    if day.problem is None:
        return found
    return with_ask(found, day.problem, *day_choices(day.choices), text=shorten(written, 40))


def _factor(text: str) -> Decimal | None:
    number = read_number(text).value
    return number if number else None


def _is_true(text: str) -> bool:
    return text.strip().casefold() in _TRUE
