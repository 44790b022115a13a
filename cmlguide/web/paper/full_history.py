"""The second page: everything a second opinion needs, complete and in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.paper.result_lines import ResultLine, result_line
from cmlguide.web.paper.tables import PaperTable, counts_table, results_table
from cmlguide.web.paper.treatment_so_far import first_fall, treatment_so_far
from cmlguide.web.words import dates, marks
from cmlguide.web.words.counts import ON_PAPER, also, number
from cmlguide.web.words.marrow import marrow_lines

if TYPE_CHECKING:
    from cmlguide.records.models import Answer, OtherMedicine, Person, Visit
    from cmlguide.web.paper.own_words import OwnEntries
    from milestones.assessment import Assessment
    from milestones.history import BloodCount, History


@dataclass(frozen=True)
class FullHistory:
    """All medicines and genes; marrow tests; other medicines and allergies; past visits; blood counts, each a
    row of cells; every result. Anything with a date comes newest first."""

    treatment: tuple[str, ...]
    marrow: tuple[str, ...]
    others: tuple[str, ...]
    visits: tuple[str, ...]
    counts: tuple[tuple[str, ...], ...]
    results: tuple[ResultLine, ...]

    @property
    def results_table(self) -> PaperTable:
        """Every result."""
        return results_table(self.results)

    @property
    def counts_table(self) -> PaperTable:
        """Every blood count."""
        return counts_table(self.counts)


def full_history(person: Person, history: History, assessment: Assessment, own: OwnEntries) -> FullHistory:
    """The values for the second page."""
    everything = max(1, len(history.treatments))
    told = treatment_so_far(person, history, assessment, most=everything, brief=True)
    treatment = (*told, first_fall(assessment))
    been = sorted((row for row in own.visits if row.happened), key=lambda row: row.visit_on)
    return FullHistory(
        treatment=tuple(line for line in treatment if line),
        marrow=_marrow(history),
        others=(*(_other(row) for row in own.other_medicines), *_allergies(own)),
        visits=tuple(_visit(row, own.answers) for row in reversed(been)),
        counts=tuple(_count(row) for row in reversed(history.blood_counts)),
        results=tuple(result_line(judged, assessment) for judged in reversed(assessment.results)),
    )


def _count(row: BloodCount) -> tuple[str, ...]:
    """The day, each number in the unit of its column, and what else the count says."""
    values = ((item, getattr(row, item)) for item in ON_PAPER)
    cells = ("" if value is None else number(item, value) for item, value in values)
    return (dates.short_date(row.collected_on), *cells, also(row))


def _marrow(history: History) -> tuple[str, ...]:
    """`29 Aug 2025: Ph+ in 20 of 20 cells, FISH 2%, 46,XX,t(9;22)`, with the karyotype as in the letter."""
    found = ((line.day, (line.cells, line.fish, line.karyotype)) for line in marrow_lines(history.marrow))
    return tuple(marks.labelled(day, ", ".join(part for part in parts if part)) for day, parts in found)


def _other(row: OtherMedicine) -> str:
    parts = [f"{row.name} {row.dose}".strip()]
    if row.started_on:
        parts.append(_("since %(day)s") % {"day": dates.short_date(row.started_on)})
    if row.stopped_on:
        parts.append(_("until %(day)s") % {"day": dates.short_date(row.stopped_on)})
    return ", ".join([*parts, *([row.note] if row.note.strip() else [])])


def _allergies(own: OwnEntries) -> list[str]:
    return [
        _("Allergy: %(name)s")
        % {"name": marks.labelled(row.name, row.reaction) if row.reaction else row.name}
        for row in own.allergies
    ]


def _visit(row: Visit, answers: tuple[Answer, ...]) -> str:
    """`2 Aug 2026: the decisions`, then a line `“Question” Answer` for each question."""
    said = [f"{marks.quoted(one.question_text)} {one.answer}".strip() for one in answers if one.visit is row]
    day, decided = dates.short_date(row.visit_on), row.decisions.strip()
    return "\n".join([marks.labelled(day, decided) if decided else day, *said])
