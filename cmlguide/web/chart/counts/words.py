"""The words of the small charts of blood counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates, numbers

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.web.chart.counts.drawing import Panel

NAMES = {
    "wbc": gettext_lazy("White cells, 10⁹/L"),
    "hemoglobin": gettext_lazy("Hemoglobin, g/dL"),
    "platelets": gettext_lazy("Platelets, 10⁹/L"),
    "neutrophils": gettext_lazy("Neutrophils, 10⁹/L"),
}


class CountChartWords:
    """The words in the reader's language. It formats; it decides nothing."""

    def title(self) -> str:
        return _("Your blood counts over time")

    def name(self, item: str) -> str:
        return str(NAMES[item])

    def number(self, value: Decimal) -> str:
        return numbers.plain(value.normalize())

    def newest(self, value: Decimal, day: date, *, dated: bool) -> str:
        return f"{numbers.plain(value)} · {dates.short_date(day)}" if dated else numbers.plain(value)

    def point(self, value: Decimal, day: date) -> str:
        return _("%(day)s: %(value)s") % {"day": dates.short_date(day), "value": numbers.plain(value)}

    def border(self) -> str:
        return _("below this line, the goal for this count is met")

    def description(self, panels: Iterable[Panel]) -> str:
        """One sentence for each kind of cell: its first and its newest value."""
        return " ".join(self._sentence(panel) for panel in panels)

    def _sentence(self, panel: Panel) -> str:
        first, last = panel.points[0], panel.points[-1]
        facts = {
            "name": self.name(panel.item),
            "first": numbers.plain(first.value),
            "first_on": dates.short_date(first.on),
            "last": numbers.plain(last.value),
            "last_on": dates.short_date(last.on),
        }
        if len(panel.points) == 1:
            return _("%(name)s: %(last)s on %(last_on)s.") % facts
        return _("%(name)s: %(first)s on %(first_on)s, newest %(last)s on %(last_on)s.") % facts
