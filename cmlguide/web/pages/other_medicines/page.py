"""Other medicines and allergies in words: what a team asks for first when a number goes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates
from milestones.medicine_facts import pharmacist_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import OtherMedicine


ASK: Mapping[str, _StrOrPromise] = {
    "acid_reducer": gettext_lazy(
        "Acid reducers can change how much of a CML tablet gets into the blood. Ask your "
        "pharmacist, and ask when to take it."
    ),
    "grapefruit": gettext_lazy(
        "Grapefruit can change how much of a CML tablet gets into the blood. Ask your pharmacist."
    ),
    "st_johns_wort": gettext_lazy(
        "St John’s wort can change how much of a CML tablet gets into the blood. Ask your pharmacist."
    ),
    "strong": gettext_lazy("Labels of CML tablets list this one, or its group. Ask your pharmacist."),
}


@dataclass(frozen=True)
class OtherMedicineLine:
    """One row of the list; `period` is "" if no date is known, `ask` if labels do not mention its group."""

    pk: int
    name: str
    dose: str
    period: str
    note: str
    current: bool
    ask: str = ""


def other_medicine_lines(rows: Iterable[OtherMedicine], today: date) -> list[OtherMedicineLine]:
    """Medicines taken now first, then past ones; each group by name."""
    lines = [_line(row, today) for row in rows]
    return [line for line in lines if line.current] + [line for line in lines if not line.current]


def _line(row: OtherMedicine, today: date) -> OtherMedicineLine:
    current = row.stopped_on is None or row.stopped_on >= today
    return OtherMedicineLine(
        pk=row.pk,
        name=row.name,
        dose=row.dose,
        period=_period(row.started_on, row.stopped_on),
        note=row.note,
        current=current,
        ask=_ask(row.name) if current else "",
    )


def _ask(name: str) -> str:
    """What to do about a group that labels mention. No verdict: it depends on the tablet and the dose."""
    group = pharmacist_group(name)
    return str(ASK[group]) if group else ""


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(start)s to %(end)s") % {"start": dates.short_date(first), "end": dates.short_date(last)}
    if first:
        return _("since %(start)s") % {"start": dates.short_date(first)}
    return _("until %(end)s") % {"end": dates.short_date(last)} if last else ""
