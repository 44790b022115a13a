"""Numbers in a template, written as the reader's language writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from cmlguide.web.words import numbers

register = template.Library()


@register.filter
def percent(value: str) -> str:
    """`0.074%` for "0.074"."""
    return numbers.percent(Decimal(value))


@register.filter
def grouped(value: int) -> str:
    """`46,900` for 46900."""
    return numbers.grouped(value)
