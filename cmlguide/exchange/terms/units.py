"""The unit spellings of blood counts, brought to 10^9/L, g/dL and %."""

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
_HEMOGLOBIN = {spelled: Decimal(factor) for spelled, factor in _SPELLINGS["hemoglobin"].items()}


def to_kept_unit(item: str, number: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """(number, unit) in the unit the item is kept in, exact; None where the spelling is not known for it."""
    spelled = spell_unit(unit)
    if item == "hemoglobin":
        factor = _HEMOGLOBIN.get(spelled)
        return None if factor is None else (_times(number, factor), HEMOGLOBIN)
    if spelled in _SPELLINGS["share"] and SHARE in ITEM_UNITS[item]:
        return number, SHARE
    if spelled in _SPELLINGS["cells_as_is"]:
        return number, CELLS
    return (_times(number, Decimal("0.001")), CELLS) if spelled in _SPELLINGS["cells_per_thousand"] else None


def spell_unit(unit: str) -> str:
    """One spelling for a unit: `x10(9)/L`, `10³/µL` and `K/mcL` become `x109/l`, `103/ul`, `k/ul`."""
    folded = fold(plain_text(unit))
    for written, meant in (
        ("µ", "u"),
        ("μ", "u"),
        ("mcl", "ul"),
        ("microl", "ul"),
        ("·", "*"),
        ("litre", "l"),
    ):
        folded = folded.replace(written, meant)
    return _CLEANED.sub("", folded)


def is_share(unit: str) -> bool:
    """Whether the unit is a percent of cells."""
    return spell_unit(unit) in _SPELLINGS["share"]


def _times(number: Decimal, factor: Decimal) -> Decimal:
    return number if factor == 1 else Decimal(format((number * factor).normalize(), "f"))
