"""The words on the small charts of blood counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import counts, dates
from cmlguide.web.words.units import unit_name

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.web.chart.counts.panels import Panel

NAMES = {
    "wbc": gettext_lazy("White cells, %(unit)s"),
    "hemoglobin": gettext_lazy("Hemoglobin, %(unit)s"),
    "platelets": gettext_lazy("Platelets, %(unit)s"),
    "neutrophils": gettext_lazy("Neutrophils, %(unit)s"),
}


def title() -> str:
    return _("Your blood counts over time")


def name(item: str) -> str:
    return str(NAMES[item]) % {"unit": unit_name(item)}


def number(item: str, value: Decimal) -> str:
    return counts.number(item, value.normalize())


def newest(item: str, value: Decimal, day: date, *, dated: bool) -> str:
    shown = counts.number(item, value)
    return f"{shown} · {dates.short_date(day)}" if dated else shown


def point(item: str, value: Decimal, day: date) -> str:
    return _("%(day)s: %(value)s") % {"day": dates.short_date(day), "value": counts.number(item, value)}


def border() -> str:
    return _("below this line, the goal for this count is met")


def description(panels: Iterable[Panel]) -> str:
    """One sentence for each kind of cell: its first and its newest value."""
    return " ".join(_sentence(panel) for panel in panels)


def _sentence(panel: Panel) -> str:
    first, last = panel.points[0], panel.points[-1]
    facts = {
        "name": name(panel.item),
        "first": counts.number(panel.item, first.value),
        "first_on": dates.short_date(first.on),
        "last": counts.number(panel.item, last.value),
        "last_on": dates.short_date(last.on),
    }
    if len(panel.points) == 1:
        return _("%(name)s: %(last)s on %(last_on)s.") % facts
    return _("%(name)s: %(first)s on %(first_on)s, newest %(last)s on %(last_on)s.") % facts
