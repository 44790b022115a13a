"""My year on one page: the last twelve months as chart, results, medicines, diary and visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cmlguide.records.diary.situations import count_days
from cmlguide.web.chart.data.spans import within
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.data.words import medicine_dates
from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.timeline.card import SCREENS
from cmlguide.web.chart.timeline.drawing import draw_widths
from cmlguide.web.paper.own_words import own_entries
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words
from cmlguide.web.words.diary.entries import symptom_name
from cmlguide.web.words.diary.names import DOSE_STATUSES
from cmlguide.web.words.result.moves import Move, move
from milestones.changes import find_changes
from milestones.lines import rows_as_read
from milestones.timing import add_months

if TYPE_CHECKING:
    from cmlguide.records.models import DiaryEntry, Visit
    from milestones.assessment import Assessment
    from milestones.history import History

MONTHS = 12
LOG = "log"


@dataclass(frozen=True)
class YearLine:
    """One result of the year; `level` and `change` may be empty."""

    day: str
    number: str
    level: str
    change: Move


@dataclass(frozen=True)
class VisitLine:
    """One visit of the year, with what was decided."""

    day: str
    place: str
    decisions: str


@dataclass(frozen=True)
class YearPage:
    """The page, top to bottom; `drawings` is empty without a result in the year."""

    span: str
    drawings: tuple[SafeString, ...]
    results: tuple[YearLine, ...]
    medicines: tuple[str, ...]
    diary: tuple[str, ...]
    visits: tuple[VisitLine, ...]


def year_page(history: History, assessment: Assessment) -> YearPage:
    """The twelve months up to today, oldest first."""
    today = assessment.today
    since = add_months(today, -MONTHS)
    own, results = own_entries(history), tuple(_results(assessment, since))
    figures = draw_widths(within(chart_data(assessment, history), since), SCREENS, LOG) if results else ()
    return YearPage(
        span=_("%(first)s to %(last)s") % {"first": dates.short_date(since), "last": dates.short_date(today)},
        drawings=tuple(draw(figure) for figure in figures),
        results=results,
        medicines=tuple(_medicines(history, since, today)),
        diary=tuple(_diary(own.diary, since, today)),
        visits=tuple(_visits(own.visits, since, today)),
    )


def _results(assessment: Assessment, since: date) -> Iterator[YearLine]:
    changes = find_changes(assessment.results)
    for judged in assessment.results:
        if judged.collected_on >= since:
            yield YearLine(
                dates.short_date(judged.collected_on),
                numbers.result_value(judged.result),
                words.level_name(judged) if judged.interval is not None else "",
                move(changes.get(judged.result.key)),
            )


def _medicines(history: History, since: date, today: date) -> Iterator[str]:
    for row in rows_as_read(history.treatments, today):
        if row.started_on <= today and (row.stopped_on or today) >= since:
            yield medicine_dates(row)


def _diary(entries: Iterable[DiaryEntry], since: date, today: date) -> Iterator[str]:
    """How many doses were missed, and on how many days one did not stay down, the team paused them, and each
    side effect was there, the longest first."""
    rows = [entry for entry in entries if since <= entry.happened_on <= today]
    missed = sum(row.doses or 1 for row in rows if row.kind == "dose" and row.dose_status == "missed")
    if missed:
        yield ngettext("%(count)s dose missed", "%(count)s doses missed", missed) % {"count": missed}
    for status in ("not_kept_down", "paused_by_team"):
        lines = [row for row in rows if row.kind == "dose" and row.dose_status == status]
        if lines:
            yield _on_days(str(DOSE_STATUSES[status]), count_days(lines, since, today))
    felt: dict[str, list[DiaryEntry]] = {}
    for row in rows:
        if row.kind == "side_effect":
            felt.setdefault(symptom_name(row.symptom, row.symptom_text), []).append(row)
    days = {name: count_days(lines, since, today) for name, lines in felt.items()}
    for name in sorted(days, key=lambda name: -days[name]):
        yield _on_days(name, days[name])


def _on_days(name: str, days: int) -> str:
    said = ngettext("%(name)s: %(count)s day", "%(name)s: %(count)s days", days)
    return said % {"name": name, "count": days}


def _visits(visits: Iterable[Visit], since: date, today: date) -> Iterator[VisitLine]:
    for row in sorted(visits, key=lambda row: (row.visit_on, row.pk)):
        if since <= row.visit_on <= today:
            yield VisitLine(dates.short_date(row.visit_on), row.place.strip(), row.decisions.strip())
