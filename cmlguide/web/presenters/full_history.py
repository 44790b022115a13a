"""The second page: everything a second opinion works from, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.presenters import dates
from cmlguide.web.presenters.treatment_so_far import treatment_so_far

if TYPE_CHECKING:
    from cmlguide.records.models import Answer, Appointment, OtherMedicine, Person
    from cmlguide.web.presenters.summary import ResultLine
    from cmlguide.web.presenters.summary_told import Told
    from milestones.assessment import Assessment
    from milestones.history import History
    from milestones.verdicts import JudgedResult


@dataclass(frozen=True)
class FullHistory:
    """Every result, newest first; all medicines and genes; other medicines and allergies; past visits."""

    results: tuple[ResultLine, ...]
    treatment: tuple[str, ...]
    others: tuple[str, ...]
    visits: tuple[str, ...]


def full_history(
    person: Person,
    history: History,
    assessment: Assessment,
    told: Told,
    result_line: Callable[[JudgedResult, Assessment], ResultLine],
) -> FullHistory:
    """The values of the second page."""
    everything = max(1, len(history.treatments))
    been = [row for row in told.appointments if row.happened]
    return FullHistory(
        results=tuple(result_line(judged, assessment) for judged in reversed(assessment.results)),
        treatment=treatment_so_far(person, history, assessment, most=everything),
        others=(*(_other(row) for row in told.other_medicines), *_allergies(told)),
        visits=tuple(_visit(row, told.answers) for row in reversed(been)),
    )


def _other(row: OtherMedicine) -> str:
    parts = [f"{row.name} {row.dose}".strip()]
    if row.started_on:
        parts.append(_("since %(day)s") % {"day": dates.short_date(row.started_on)})
    if row.stopped_on:
        parts.append(_("until %(day)s") % {"day": dates.short_date(row.stopped_on)})
    return ", ".join([*parts, *([row.note] if row.note.strip() else [])])


def _allergies(told: Told) -> list[str]:
    return [
        _("Allergy: %(name)s") % {"name": ": ".join(part for part in (row.name, row.reaction) if part)}
        for row in told.allergies
    ]


def _visit(row: Appointment, answers: tuple[Answer, ...]) -> str:
    """`2 Aug 2026: the decisions. “Question” Answer.`"""
    said = [f"“{one.question_text}” {one.answer}" for one in answers if one.appointment is row]
    parts = [part for part in (row.decisions.strip(), *said) if part]
    return (
        f"{dates.short_date(row.visit_on)}: {' · '.join(parts)}" if parts else dates.short_date(row.visit_on)
    )
