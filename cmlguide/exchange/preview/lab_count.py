"""Reads one laboratory row as a number of a blood count, or explains why it is not one."""

import re
from dataclasses import replace
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.lab_row import Found, LabRow, read_result_row, row_left_out
from cmlguide.exchange.preview.rows import YES, shorten
from cmlguide.exchange.preview.values import Ask, FoundCount, LeftOut, Options
from cmlguide.exchange.terms.names import (
    item_in_text,
    loinc_roles,
    mentions_marrow,
    mentions_other_fluid,
    says_in_blood,
)
from cmlguide.exchange.terms.units import (
    ITEM_UNITS,
    counts_single_cells,
    is_share,
    read_whole_cells,
    spell_unit,
    to_kept_unit,
)
from cmlguide.exchange.typed.measures import UnreadableNumberError, read_decimal
from cmlguide.exchange.typed.text import plain_text
from milestones.unusual_counts import ITEMS, is_usual

VOLUMES = ("ul", "l", "dl", "mm3", "ml", "cumm", "cmm")
"""A volume alone is no unit of cells: how many of them is meant must be asked."""
_NUMBER_AND_UNIT = re.compile(
    r"(?P<sign>[<>≤≥]=?)?\s*(?P<number>\d{1,3}(?:[ ']\d{3})+(?![\d*^])|\d[\d.,]*)\s*(?P<unit>.*)"
)


def read_lab_row(row: LabRow, options: Options) -> Found | None:
    """What the row contains; None when it is about something else."""
    found = read_result_row(row, options)
    if found is not None:
        return found
    tables = loinc_roles()
    decoy = next((tables["not_a_count"][code] for code in row.loinc if code in tables["not_a_count"]), None)
    if decoy:
        return LeftOut(row.where, Reason(decoy))
    item = _item(row)
    return _read_count(row, item, options) if item else None


def _item(row: LabRow) -> str | None:
    """The item the row's code stands for; the name counts only without a known code,
    or if it mentions blood."""
    elsewhere = mentions_marrow(row.specimen) or mentions_other_fluid(row.specimen)
    if elsewhere and not says_in_blood(row.text):
        return None
    table = loinc_roles()["blood_count"]
    coded = next((table[code] for code in row.loinc if code in table), None)
    by_name = item_in_text(row.text)
    if coded or not row.loinc:
        return coded or by_name
    return by_name if says_in_blood(row.text) else None


def _read_count(row: LabRow, item: str, options: Options) -> FoundCount | LeftOut:
    left_out = row_left_out(row)
    if left_out is not None:
        return left_out
    if row.value is None and row.value_text:
        row = _with_written_number(row)
    if row.comparator:
        return LeftOut(row.where, Reason("count_limited", {"text": _raw(row)}))
    if row.value is None and row.value_text:
        return LeftOut(row.where, Reason("not_one_number", {"text": shorten(row.value_text, 40)}))
    if row.value is None:
        return LeftOut(row.where, Reason("no_value_named", {"text": shorten(row.text, 80)}))
    if row.collected_on is None:
        return LeftOut(row.where, Reason("no_day"))
    if row.collected_on > options.today:
        return LeftOut(row.where, Reason("count_in_future"))
    found = FoundCount(row.where, _raw(row), row.collected_on, item, row.value, None)
    kept = with_unit(found, row.unit, row.unit_code, options)
    return replace(kept, asks=()) if row.own and isinstance(kept, FoundCount) else kept


def _raw(row: LabRow) -> str:
    number = "" if row.value is None else format(row.value, "f")
    return row.value_text or f"{row.comparator or ''}{number} {row.unit or row.unit_code}".strip()


def _with_written_number(row: LabRow) -> LabRow:
    """The row with the number and unit of a text such as `5.4 10*3/uL` or `<0.1 %`."""
    match = _NUMBER_AND_UNIT.fullmatch(plain_text(row.value_text))
    if match is None:
        return row
    unit = row.unit or (match["unit"] or "").strip()
    number = read_count_number(match["number"], unit, comma_is_decimal=False)
    return row if number is None else replace(row, value=number, unit=unit, comparator=match["sign"])


def read_count_number(text: str, unit: str, *, comma_is_decimal: bool) -> Decimal | None:
    """The one number in a cell; with a unit of single cells, it may have thousands separators."""
    if counts_single_cells(unit):
        whole = read_whole_cells(text)
        if whole is not None:
            return whole
    try:
        number, other = read_decimal(plain_text(text))
    except (UnreadableNumberError, ArithmeticError):
        return None
    return number if other is None or comma_is_decimal else None


def with_unit(found: FoundCount, unit: str, code: str, options: Options) -> FoundCount | LeftOut:
    """The number in the unit we store: converted from its own unit, else from the one the person named, else
    with a question."""
    if spell_unit(unit) in VOLUMES and not code:
        unit = ""
    kept = [one for one in (_kept(found, unit), _kept(found, code)) if one is not None]
    if len(kept) == 2 and kept[0] != kept[1]:
        unit, code, kept = "", "", []
    if not unit and not code:
        answered = options.units.get(found.item, "")
        kept = [one] if (one := _kept(found, answered)) else []
        if not kept:
            return found
    if not kept:
        return LeftOut(found.where, unknown_unit(found.item, unit or code))
    return ask_usual(replace(found, value=kept[0][0], unit=kept[0][1]))


def _kept(found: FoundCount, unit: str) -> tuple[Decimal, str] | None:
    return to_kept_unit(found.item, found.value, unit) if unit else None


def ask_usual(found: FoundCount) -> FoundCount:
    """The number with the same question the form asks when the unit looks wrong."""
    if found.item not in ITEMS or is_usual(found.item, found.value):
        return found
    return replace(found, asks=(Ask(codes.ASK_UNUSUAL, YES),))


def unknown_unit(item: str, unit: str) -> Reason:
    """Why a number with this unit cannot be kept, and which units can."""
    if item == "neutrophils" and is_share(unit):
        return Reason(loinc_roles()["not_a_count"]["770-8"])
    return Reason("unit_unknown", {"unit": shorten(unit, 30), "item": item, "units": ITEM_UNITS[item]})
