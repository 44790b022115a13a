"""The diary entries the person ticked, in a few lines for the page. Counted, never scored."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.web.words import dates, marks
from cmlguide.web.words.diary.names import (
    DISTURBED_WITHIN,
    DOSE_REASONS_WITHIN,
    DOSE_STATUSES_LISTED,
    HOW_OFTEN_LISTED,
    INTAKES_LISTED,
    SEVERITIES_LISTED,
    SYMPTOMS_LISTED,
    SYMPTOMS_WITHIN,
)
from cmlguide.web.words.medicines import with_dose

if TYPE_CHECKING:
    from cmlguide.records.diary.since_visit import (
        DosesSince,
        IntakeSince,
        MedicineSince,
        SideEffectSince,
        SinceVisit,
    )


def diary_lines(told: SinceVisit) -> tuple[str, ...]:
    """Doses with what was new, and side effects by what they disturb: one line each, if there are any."""
    new = [_intake(row) for row in told.intakes] + [_medicine(row) for row in told.medicines]
    doses, taken = _said(_("Doses: %(what)s."), _doses(told.doses)), _said(_("New: %(what)s."), new)
    lines = (
        f"{doses} {taken}".strip(),
        _said(_("Side effects: %(what)s."), [_side_effect(row) for row in told.side_effects]),
    )
    return tuple(line for line in lines if line)


def note_lines(told: SinceVisit) -> tuple[str, ...]:
    """The ticked notes, in the person's own words."""
    return tuple(_("Note: %(words)s") % {"words": row.words} for row in told.notes)


def _said(sentence: str, parts: Iterable[str]) -> str:
    what = marks.listed(part for part in parts if part)
    return sentence % {"what": what} if what else ""


def _doses(rows: Iterable[DosesSince]) -> list[str]:
    """`missed 4 (nausea 3, forgot 1)`: one part for each status."""
    return [_of_one_status(status, tuple(same)) for status, same in groupby(rows, key=lambda row: row.status)]


def _of_one_status(status: str, rows: tuple[DosesSince, ...]) -> str:
    counted = sum(row.doses for row in rows)
    what = str(DOSE_STATUSES_LISTED[status])
    if counted:
        what = f"{what} {counted}"
    reasons = ", ".join(part for part in (_reason(row) for row in rows) if part)
    return f"{what} ({reasons})" if reasons else what


def _reason(row: DosesSince) -> str:
    """`nausea 3`, with the person's notes."""
    why = str(DOSE_REASONS_WITHIN.get(row.reason, ""))
    if row.symptom:
        why = row.name or str(SYMPTOMS_WITHIN[row.symptom])
    return " ".join(part for part in (why, str(row.doses or "") if why else "", _quoted(row.words)) if part)


def _side_effect(row: SideEffectSince) -> str:
    """`nausea (moderate, most days, 6 days; in the way of work)`."""
    name = row.name or str(SYMPTOMS_LISTED[row.symptom])
    days = ngettext("%(count)s day", "%(count)s days", row.days) % {"count": row.days}
    often = str(HOW_OFTEN_LISTED.get(row.how_often, ""))
    if often and row.days == 1:  # "most days, 1 day": one entry that tells of many days
        days = ""
    facts = (str(SEVERITIES_LISTED.get(row.severity, "")), often, days)
    said = ", ".join(fact for fact in facts if fact)
    if row.gets_in_way_of:
        disturbed = ", ".join(str(DISTURBED_WITHIN[code]) for code in row.gets_in_way_of)
        said = _("%(said)s; in the way of %(disturbed)s") % {"said": said, "disturbed": disturbed}
    return " ".join(part for part in (f"{name} ({said})", _quoted(row.words)) if part)


def _intake(row: IntakeSince) -> str:
    day = dates.short_date(row.first_on)
    what = f"{INTAKES_LISTED[row.intake]} {_quoted((row.words,))}" if row.intake else _quoted((row.words,))
    return _("%(what)s, %(day)s") % {"what": what.strip(), "day": day}


def _medicine(row: MedicineSince) -> str:
    name = with_dose(row.name, row.dose)
    if row.started_on is None:
        return name
    if row.stopped_on is not None:
        span = {"start": dates.short_date(row.started_on), "end": dates.short_date(row.stopped_on)}
        return _("%(name)s, %(start)s to %(end)s") % {"name": name, **span}
    return _("%(name)s since %(day)s") % {"name": name, "day": dates.short_date(row.started_on)}


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(marks.quoted(text.strip()) for text in words if text.strip())
