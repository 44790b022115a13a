"""Our own CSV: its columns, and its rows read back into results, blood counts and the rest without loss."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file import own_entries
from cmlguide.exchange.csv_file.parse import Row, own_name
from cmlguide.exchange.preview.values import (
    FoundCount,
    FoundEntry,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    Preview,
)
from cmlguide.exchange.terms.units import ITEM_UNITS, to_kept_unit
from milestones.history import KINDS, LEVELS, METHODS

COLUMNS = (
    "date", "date_precision", "test", "kind", "comparator", "value", "unit", "limit", "scale",
    "conversion_factor",
    "detected", "control_gene", "control_copies", "specimen", "lab", "note", "source", "level", "as_reported",
    "baseline", "checked_against_letter", "method", "quantifies_to", *own_entries.COLUMNS,
)  # fmt: skip
RESULT = "BCR::ABL1"
SCALES = {"percent_is": "IS", "ratio_percent": "raw", "mr": "MR", "log_reduction": "log"}
UNITS = {"percent_is": "% (IS)", "ratio_percent": "%", "mr": "MR", "log_reduction": "log"}
DETECTED = {"value": "yes", "above_limit": "yes", "below_quantification": "yes", "not_detected": "no"}
COMPARATORS = {"less_than": "<", "below_quantification": "<", "not_detected": "<", "above_limit": ">"}
NUMBERS = frozenset({"value", "limit", "conversion_factor", "quantifies_to", "fish_percent"})
_NEEDED = {"date", "test", "kind", "value", "limit", "scale"}


def is_own_header(row: Row) -> bool:
    """Whether the row is the heading line of our own CSV (extra columns do no harm)."""
    return set(map(own_name, row.cells)) >= _NEEDED


def read_own_rows(rows: Sequence[Row], options: Options) -> Preview:
    """The preview of our own CSV, whose first row is the heading line."""
    names = [own_name(cell) for cell in rows[0].cells]
    found = [_read(row.number, _pointed(dict(zip(names, row.cells, strict=False)))) for row in rows[1:]]
    return Preview(
        "",
        tuple(one for one in found if isinstance(one, FoundResult)),
        tuple(one for one in found if isinstance(one, FoundCount)),
        tuple(one for one in found if isinstance(one, FoundMedicine)),
        tuple(one for one in found if isinstance(one, FoundEntry)),
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
    )


def _pointed(cells: dict[str, str]) -> dict[str, str]:
    """The cells with a point as decimal mark: a table in many languages has the comma."""
    return {name: text.replace(",", ".") if name in NUMBERS else text for name, text in cells.items()}


Found = FoundResult | FoundCount | FoundMedicine | FoundEntry | LeftOut


def _read(number: int, cells: dict[str, str]) -> Found:
    where = f"row {number}"
    try:
        day = date.fromisoformat(cells["date"])
        if own_entries.is_entry(cells["test"]):
            return own_entries.read_entry(where, cells, day)
        found = _result(where, cells) if cells["test"] == RESULT else _count(where, cells, day)
        return replace(found, collected_on=day)
    except (ValueError, KeyError, InvalidOperation):
        return LeftOut(where, Reason("row_changed"))


def _count(where: str, cells: dict[str, str], day: date) -> FoundCount:
    if cells["test"] not in ITEM_UNITS:
        raise ValueError(cells["test"])
    kept = to_kept_unit(cells["test"], _number(cells["value"]), cells["unit"])
    if kept is None:
        raise ValueError(cells["unit"])
    return FoundCount(where, f"{cells['value']} {cells['unit']}", day, cells["test"], *kept)


def _result(where: str, cells: dict[str, str]) -> FoundResult:
    kind, level = cells["kind"], cells.get("level") or None
    units = {scale: unit for unit, scale in SCALES.items()}
    if kind not in KINDS or (level and level not in LEVELS) or cells["scale"] not in ("", "unknown", *units):
        raise ValueError(kind)
    value, limit = (_number(cells[name]) if cells[name] else None for name in ("value", "limit"))
    _check(kind, value, limit, level)
    factor, copies = cells.get("conversion_factor"), cells.get("control_copies")
    method, quantifies_to = _method(cells), cells.get("quantifies_to")
    return FoundResult(
        where=where,
        raw=cells.get("as_reported")
        or f"{cells.get('comparator', '')}{cells['value'] or cells['limit'] or kind}",
        kind=kind,
        value=value,
        limit=limit,
        unit=units.get(cells["scale"]),
        level=level,
        comparator=cells.get("comparator") or None,
        copies=int(copies) if copies else None,
        control_gene=cells.get("control_gene") or None,
        conversion_factor=_number(factor) if factor else None,
        method=method,
        quantifies_to=_number(quantifies_to) if quantifies_to else None,
        specimen="marrow" if cells.get("specimen") == "marrow" else "blood",
        lab=cells.get("lab", ""),
        note=cells.get("note", ""),
        as_reported=cells.get("as_reported", ""),
        baseline=cells.get("baseline") == "yes",
        checked_against_letter=cells.get("checked_against_letter") == "yes",
    )


def _method(cells: dict[str, str]) -> str | None:
    """How the test was done; None when the file, which may be an older one, does not say."""
    method = cells.get("method") or None
    if method not in (None, *METHODS):
        raise ValueError(method)
    return method


def _check(kind: str, value: Decimal | None, limit: Decimal | None, level: str | None) -> None:
    needed = {"value": value, "less_than": limit, "above_limit": limit, "level": level}
    if kind in needed and needed[kind] is None:
        raise ValueError(kind)


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > 15:
        raise ValueError(text)
    return number
