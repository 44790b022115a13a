"""The units of blood counts: their names, a stored number in each of them, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.exchange.terms.units import CELLS as KEPT_CELLS
from cmlguide.exchange.terms.units import HEMOGLOBIN as KEPT_HEMOGLOBIN
from cmlguide.exchange.terms.units import to_kept_unit
from cmlguide.web.frame.units import CELLS, HEMOGLOBIN, Units, units_shown
from cmlguide.web.words import numbers
from milestones.scale import EXACT

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_CELLS = (
    ("10^9/L", gettext_lazy("x 10⁹/L")),
    ("10^3/uL", gettext_lazy("x 10³/µL (K/µL)")),
    ("/uL", gettext_lazy("per µL (cells/µL)")),
)
# The units a number may be typed in; the first is the one it is stored in.
UNITS: Mapping[str, tuple[tuple[str, _StrOrPromise], ...]] = {
    "wbc": _CELLS,
    "neutrophils": _CELLS,
    "platelets": _CELLS,
    "hemoglobin": (("g/dL", gettext_lazy("g/dL")), ("g/L", gettext_lazy("g/L"))),
}
# A unit after its number, and alone at the head of a column or a drawing.
AFTER_NUMBER: Mapping[str, _StrOrPromise] = {
    "10^9/L": gettext_lazy("x 10⁹/L"),
    "10^3/uL": gettext_lazy("x 10³/µL"),
    "/uL": gettext_lazy("per µL"),
    **dict(UNITS["hemoglobin"]),
}
ALONE: Mapping[str, _StrOrPromise] = {
    **AFTER_NUMBER,
    "10^9/L": gettext_lazy("10⁹/L"),
    "10^3/uL": gettext_lazy("10³/µL"),
}
WHOLE_CELLS = "/uL"
# Numbers to show what each unit looks like; nothing is judged by them.
CELLS_LIKE, HEMOGLOBIN_LIKE = Decimal("5.4"), Decimal("13.2")


def unit_shown(item: str) -> str:
    """The code of the unit an item is shown in."""
    return _shown_for(kept_unit(item), units_shown())


def kept_unit(item: str) -> str:
    """The code of the unit an item is stored in."""
    return UNITS[item][0][0]


def is_kept_unit(item: str) -> bool:
    """Whether the item is shown in the unit it is stored in."""
    return unit_shown(item) == kept_unit(item)


def unit_to_type(item: str, last: str | None) -> str:
    """The unit a new box starts with: the one the person chose, else that of their last letter."""
    shown = unit_shown(item)
    if last is None or last not in dict(UNITS[item]) or shown in units_shown().chosen:
        return shown
    return last


def unit_name(item: str) -> str:
    """The unit an item is shown in, alone: `10⁹/L`, `per µL`."""
    return str(ALONE[unit_shown(item)])


def number_alone(value: Decimal, kept: str, units: Units | None = None) -> str:
    """A number stored in the unit `kept`, without its unit, in the units shown (or those given)."""
    unit = _shown_for(kept, units or units_shown())
    converted = in_unit("hemoglobin" if kept == KEPT_HEMOGLOBIN else "wbc", value, unit)
    return numbers.grouped(converted) if unit == WHOLE_CELLS else numbers.plain(converted)


def of_kept_unit(value: Decimal, kept: str, units: Units | None = None) -> str:
    """The same with its unit: `5.4 x 10⁹/L`, `5,400 per µL`, `132 g/L`."""
    unit = _shown_for(kept, units or units_shown())
    return f"{number_alone(value, kept, units)} {AFTER_NUMBER[unit]}"


def _shown_for(kept: str, units: Units) -> str:
    return units.hemoglobin if kept == KEPT_HEMOGLOBIN else units.cells


def in_unit(item: str, value: Decimal, unit: str) -> Decimal:
    """A stored number in another unit, exactly; unchanged, with its last zeros, where one is the other."""
    one = to_kept_unit(item, Decimal(1), unit)
    if one is None:
        raise ValueError(unit)
    if one[0] == 1:
        return value
    return Decimal(format(EXACT.divide(value, one[0]).normalize(EXACT), "f"))


def cell_choices() -> list[tuple[str, str]]:
    """`5.4 x 10⁹/L`, `5.4 x 10³/µL`, `5,400 per µL`."""
    like = [(unit, of_kept_unit(CELLS_LIKE, KEPT_CELLS, Units(cells=unit))) for unit in CELLS]
    return [("", _("Usual in this language")), *like]


def hemoglobin_choices() -> list[tuple[str, str]]:
    """`13.2 g/dL`, `132 g/L`."""
    shown = [Units(hemoglobin=unit) for unit in HEMOGLOBIN]
    like = [(one.hemoglobin, of_kept_unit(HEMOGLOBIN_LIKE, KEPT_HEMOGLOBIN, one)) for one in shown]
    return [("", _("Usual in this language")), *like]
