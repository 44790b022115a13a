"""Medicines in words: the pick-list with brands, and the person's own list with dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.web.words import dates
from cmlguide.web.words import engine as words
from cmlguide.web.words.medicines import medicine_words
from milestones.lines import is_tki, known_medicines, medicine_name, rows_as_read
from milestones.medicine_facts import usually_checked, where_read

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from milestones.history import Treatment

OTHER = "other"
YES_OR_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
STOP_REASON_CHOICES = (("", gettext_lazy("Still taking it, or not said")), *words.STOP_REASONS.items())


@dataclass(frozen=True)
class MedicineLine:
    """One row of the list. `why` is "" while it goes on; `aside` marks anything but a main CML tablet."""

    key: str
    name: str
    dose: str
    period: str
    why: str
    aside: str
    current: bool


CHECKS: Mapping[str, _StrOrPromise] = {
    "blood_pressure": gettext_lazy("When was my blood pressure last checked?"),
    "fats": gettext_lazy("When were my blood fats last checked?"),
    "sugar": gettext_lazy("When was my blood sugar last checked?"),
    "ecg": gettext_lazy("When was my last ECG (a tracing of the heart)?"),
    "breathing": gettext_lazy("When did someone last listen to my lungs, or ask about my breathing?"),
    "kidney": gettext_lazy("When were my kidneys last checked?"),
    "pregnancy": gettext_lazy("If I could become pregnant: is a test planned?"),
}


@dataclass(frozen=True)
class LastChecked:
    """The questions about one medicine taken now, and the source that says these checks are usual."""

    medicine: str
    questions: tuple[str, ...]
    source: str


def last_checked(treatments: Iterable[Treatment], today: date) -> tuple[LastChecked, ...]:
    """Only questions: how often something is checked is up to the team."""
    taken = [row for row in treatments if row.started_on <= today and (row.stopped_on or today) >= today]
    by_name = {medicine_name(row): row for row in taken if usually_checked(row)}
    return tuple(
        LastChecked(
            medicine_words(name), tuple(str(CHECKS[code]) for code in usually_checked(row)), where_read(row)
        )
        for name, row in by_name.items()
    )


def medicine_choices() -> list[tuple[str, str]]:
    """The pick-list: `imatinib (Gleevec, Glivec)`, CML tablets first, then the others, then free text."""
    tablets = [(row.name, _with_brands(row.name, row.brands)) for row in known_medicines() if row.tki]
    others = [(row.name, _with_brands(row.name, row.brands)) for row in known_medicines() if not row.tki]
    return [("", _("Choose one")), *tablets, *others, (OTHER, _("Another medicine"))]


def _with_brands(name: str, brands: tuple[str, ...]) -> str:
    shown = medicine_words(name)
    return f"{shown} ({', '.join(brands)})" if brands else shown


def medicine_lines(treatments: Iterable[Treatment], today: date) -> list[MedicineLine]:
    """The person's medicines, newest first."""
    rows = tuple(treatments)
    read = zip(rows, rows_as_read(rows, today), strict=True)
    return [_line(row, as_read, today) for row, as_read in reversed(tuple(read))]


def _line(treatment: Treatment, as_read: Treatment, today: date) -> MedicineLine:
    ended = as_read.stopped_on is not None and as_read.stopped_on < today
    reason = words.stop_reason(treatment.stop_reason)
    return MedicineLine(
        key=treatment.key,
        name=medicine_words(treatment.medicine),
        dose=treatment.dose,
        period=_period(treatment, as_read, today),
        why=reason,
        aside="" if is_tki(treatment) else _("not a main CML tablet, so no checkpoints count from it"),
        current=not ended,
    )


def _period(treatment: Treatment, as_read: Treatment, today: date) -> str:
    start = dates.short_date(treatment.started_on)
    if treatment.stopped_on is None and as_read.stopped_on is not None:
        return _("since %(start)s; no last day, so we take %(end)s, when the next one started") % {
            "start": start,
            "end": dates.short_date(as_read.stopped_on),
        }
    if treatment.stopped_on is None:
        said = _("from %(start)s, not started yet") if treatment.started_on > today else _("since %(start)s")
        return said % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": dates.short_date(treatment.stopped_on)}
