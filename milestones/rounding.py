"""Numbers shortened for reading. Nothing is ever judged by a number from here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal

# Room for every digit of the largest number `record.py` accepts.
WIDE = Context(prec=60000, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999)

MOST_DIGITS = 12


def round_for_reading(
    number: Decimal, digits: int = 2, borders: Iterable[tuple[Decimal, bool]] = ()
) -> Decimal:
    """`number` to `digits` decimals, half to even, or to more if that would move it across a border.

    `borders`: (border, whether the border itself belongs to the side above it).
    """
    borders = tuple(borders)
    for places in range(digits, MOST_DIGITS + 1):
        rounded = _to_places(number, places)
        rounded = abs(rounded) if rounded == 0 else rounded  # never "-0.00"
        if all(_side(number, *border) == _side(rounded, *border) for border in borders):
            return rounded
    return rounded


def _to_places(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(f"1E{-places}"), context=WIDE)


def _side(number: Decimal, border: Decimal, border_is_above: bool) -> bool:
    return number >= border if border_is_above else number > border


def round_to_figures(number: Decimal, figures: int = 3) -> Decimal:
    """`number` to this many significant figures, half to even, written without an exponent."""
    places = figures - 1 - number.adjusted()
    rounded = _to_places(number, places)
    if rounded.adjusted() > number.adjusted():  # 999.6 becomes 1000: one figure fewer after the point
        rounded = _to_places(number, places - 1)
    return rounded
