"""Amounts typed in a unit of the person's choice and stored in one: cells in 10^9/L, hemoglobin in g/dL."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.exchange.terms.units import to_kept_unit
from cmlguide.exchange.typed.number import read_count, read_number
from cmlguide.records.validators import check_not_negative, check_number
from cmlguide.web.words import numbers
from cmlguide.web.words.units import UNITS, WHOLE_CELLS, in_unit

ALL = Decimal(100)


def read_amount(item: str, text: str, unit: str) -> Decimal | None:
    """The typed number in the unit `item` is stored in; None if nothing was typed.

    Raises ValidationError with what to do. `5,400` per microlitre is five thousand: such a count has no
    decimals.
    """
    if not text:
        return None
    kept = to_kept_unit(item, _number(text, unit), unit)
    if kept is None:  # a forged unit: the page offers only known ones
        raise ValidationError(_("Choose a unit from the list."), code="unit")
    check_not_negative(kept[0])
    check_number(kept[0])
    return kept[0]


def _number(text: str, unit: str) -> Decimal:
    count = read_count(text)
    if count.value is not None and (unit == WHOLE_CELLS or text.isdecimal()):
        return Decimal(count.value)
    typed = read_number(text)
    if typed.problem or typed.value is None or typed.unit or typed.percent:
        raise ValidationError(_("Write only the number on your letter, like 5.4."), code="number")
    return typed.value


def write_amount(item: str, value: Decimal | None, unit: str) -> str:
    """A stored value written in `unit` again, so that reading it gives the same value."""
    return "" if value is None else numbers.plain(in_unit(item, value, unit))


def unit_field(item: str) -> forms.ChoiceField:
    """The list of units an item may be typed in."""
    return forms.ChoiceField(label=_("Unit"), required=False, choices=UNITS[item])


def check_share(percent: Decimal) -> None:
    """Refuse a share of cells above 100%."""
    if percent > ALL:
        raise ValidationError(_("A percent is 100 or less. Check the point or comma."), code="above_all")
