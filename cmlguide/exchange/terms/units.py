"""The spellings of blood count units, converted to 10^9/L, g/dL and %."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from cmlguide.exchange.typed.text import fold, plain_text

CELLS, HEMOGLOBIN, SHARE = "10^9/L", "g/dL", "%"
ITEM_UNITS = {
    "wbc": (CELLS,),
    "platelets": (CELLS,),
    "neutrophils": (CELLS,),
    "hemoglobin": (HEMOGLOBIN,),
    "basophils": (SHARE, CELLS),
    "eosinophils": (SHARE, CELLS),
    "blasts": (SHARE, CELLS),
}
"""Item -> the units it is kept in. Neutrophils in percent are not a count and are not kept."""

_CLEANED = re.compile(r"[\s()\[\]{}^_']")
_SPELLINGS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*")
_LAKHS = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")
_MOLAR = {spelled: Decimal(factor) for spelled, factor in _SPELLINGS["hemoglobin_molar"].items()}
_HEMOGLOBIN = {spelled: Decimal(factor) for spelled, factor in _SPELLINGS["hemoglobin"].items()}


def to_kept_unit(item: str, number: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """(number, unit) in the unit we store for the item; None when the spelling is not known for it.

    Exact, except that hemoglobin in mmol/L is rounded to the one decimal a lab would print in g/dL.
    """
    spelled = spell_unit(unit)
    if item == "hemoglobin":
        return _hemoglobin(number, spelled)
    if spelled in _SPELLINGS["share"] and SHARE in ITEM_UNITS[item]:
        return number, SHARE
    if spelled in _SPELLINGS["cells_as_is"]:
        return number, CELLS
    if spelled in _SPELLINGS["cells_lakh"]:
        return _times(number, Decimal(100)), CELLS
    return (_times(number, Decimal("0.001")), CELLS) if spelled in _SPELLINGS["cells_per_thousand"] else None


def _hemoglobin(number: Decimal, spelled: str) -> tuple[Decimal, str] | None:
    if spelled in _MOLAR:
        return (number * _MOLAR[spelled]).quantize(Decimal("0.1")), HEMOGLOBIN
    factor = _HEMOGLOBIN.get(spelled)
    return None if factor is None else (_times(number, factor), HEMOGLOBIN)


def counts_single_cells(unit: str) -> bool:
    """Whether the unit counts single cells (per µL), so that the count is a whole number."""
    return spell_unit(unit) in _SPELLINGS["cells_per_thousand"]


def read_whole_cells(text: str) -> Decimal | None:
    """A count of single cells written with thousands separators: `5.400`, `6,200`, `2,48,000`, `231 000`.

    Such a count has no decimals, so three digits after a mark are thousands. None for anything else.
    """
    written = plain_text(text)
    if not _THOUSANDS.fullmatch(written) and not _LAKHS.fullmatch(written):
        return None
    return Decimal(re.sub(r"\D", "", written))


def spell_unit(unit: str) -> str:
    """One spelling of a unit: `x10(9)/L`, `10³/µL` and `K/mcL` become `x109/l`, `103/ul`, `k/ul`."""
    folded = fold(plain_text(unit))
    for written, meant in (
        ("µ", "u"),
        ("μ", "u"),
        ("mcl", "ul"),
        ("microl", "ul"),
        ("·", "*"),
        ("litre", "l"),
        ("cu.mm", "cumm"),
    ):
        folded = folded.replace(written, meant)
    return _CLEANED.sub("", folded)


def is_share(unit: str) -> bool:
    """Whether the unit is a percent of cells."""
    return spell_unit(unit) in _SPELLINGS["share"]


def _times(number: Decimal, factor: Decimal) -> Decimal:
    return number if factor == 1 else Decimal(format((number * factor).normalize(), "f"))
