"""The words on the small charts of blood counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.web.chart.counts.panels import Panel

NAMES = {
    "wbc": gettext_lazy("White cells, 10⁹/L"),
    "hemoglobin": gettext_lazy("Hemoglobin, g/dL"),
    "platelets": gettext_lazy("Platelets, 10⁹/L"),
    "neutrophils": gettext_lazy("Neutrophils, 10⁹/L"),
}


def title() -> str:
    return _("Your blood counts over time")


def name(item: str) -> str:
    return str(NAMES[item])


def number(value: Decimal) -> str:
    return numbers.plain(value.normalize())


def newest(value: Decimal, day: date, *, dated: bool) -> str:
    return f"{numbers.plain(value)} · {dates.short_date(day)}" if dated else numbers.plain(value)


def point(value: Decimal, day: date) -> str:
    return _("%(day)s: %(value)s") % {"day": dates.short_date(day), "value": numbers.plain(value)}


def border() -> str:
    return _("below this line, the goal for this count is met")


def description(panels: Iterable[Panel]) -> str:
    """One sentence for each kind of cell: its first and its newest value."""
    return " ".join(_sentence(panel) for panel in panels)


def _sentence(panel: Panel) -> str:
    first, last = panel.points[0], panel.points[-1]
    facts = {
        "name": name(panel.item),
        "first": numbers.plain(first.value),
        "first_on": dates.short_date(first.on),
        "last": numbers.plain(last.value),
        "last_on": dates.short_date(last.on),
    }
    if len(panel.points) == 1:
        return _("%(name)s: %(last)s on %(last_on)s.") % facts
    return _("%(name)s: %(first)s on %(first_on)s, newest %(last)s on %(last_on)s.") % facts
