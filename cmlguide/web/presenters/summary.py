"""Summary: the one page for the appointment, as values in the order they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.presenters import dates, facts, newest, numbers, questions, words
from cmlguide.web.presenters.one_side import Sheet, fit_on_one_side
from cmlguide.web.presenters.prepare import PRINTED, listed_questions
from cmlguide.web.presenters.since_visit import since_visit
from cmlguide.web.presenters.treatment_so_far import treatment_so_far
from milestones.guideline import load_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cmlguide.records.models import PageQuestion, Person
    from milestones.assessment import Assessment
    from milestones.history import History
    from milestones.verdicts import JudgedResult

ROWS_LARGE = 6
MOST_TREATMENTS = (4, 3, 2, 1)


@dataclass(frozen=True)
class Options:
    """What the person chose for this print. `last_visit_on` None: what is new is told since the last test."""

    visit_on: date | None = None
    last_visit_on: date | None = None
    large: bool = False
    hide_name: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether anything was chosen."""
        return self != Options()


@dataclass(frozen=True)
class ResultLine:
    """One row of the results table, everything as reported."""

    taken: str
    month: str
    value: str
    mr: str
    level: str
    lab: str
    copies: str


@dataclass(frozen=True)
class SummaryPage:
    """The sheet, top to bottom. `suggested` is True where the data's questions stand in for chosen ones."""

    title: str
    measured_against: str
    who: tuple[str, ...]
    questions: tuple[str, ...]
    suggested: bool
    since_title: str
    since: tuple[str, ...]
    chip: words.Chip | None
    results: tuple[ResultLine, ...]
    results_title: str
    treatment: tuple[str, ...]
    guideline: str
    next_test: facts.Fact | None


def summary_page(
    person: Person,
    history: History,
    assessment: Assessment,
    listed: Iterable[PageQuestion],
    options: Options,
    chart_height: float,
) -> SummaryPage:
    """The values of the sheet for one visit; `chart_height` in the paper drawing's own units."""
    asked, suggested = _questions(listed, assessment)
    told = newest.newest_of(assessment)
    title, since = since_visit(history, assessment, options.last_visit_on)
    who = (*(() if options.hide_name else _who(person)), *_disease(person))
    sheet = Sheet(" · ".join(who), asked, since, _guideline(assessment), chart_height)
    told_so_far = [treatment_so_far(person, history, assessment, most=most) for most in MOST_TREATMENTS]
    treatment, fitting = fit_on_one_side(sheet, told_so_far)
    rows = list(reversed(assessment.results))
    shown = rows[: ROWS_LARGE if options.large else fitting]
    return SummaryPage(
        title=_title(options),
        measured_against=str(words.guideline_name(assessment.guideline)),
        who=who,
        questions=asked,
        suggested=suggested,
        since_title=title,
        since=since,
        chip=told.chip if told else None,
        results=tuple(_result_line(judged, assessment) for judged in shown),
        results_title=_results_title(len(shown), len(rows)),
        treatment=treatment,
        guideline=_guideline(assessment),
        next_test=facts.next_test(assessment),
    )


def _results_title(shown: int, known: int) -> str:
    if shown == known:
        return _("Results as reported")
    return _("Results as reported: the last %(shown)s of %(known)s") % {"shown": shown, "known": known}


def _title(options: Options) -> str:
    if options.visit_on is None:
        return _("For my appointment")
    return _("For my appointment, %(day)s") % {"day": dates.short_date(options.visit_on)}


def _who(person: Person) -> tuple[str, ...]:
    born = ""
    if person.born_on:
        born = _("born %(day)s") % {"day": dates.short_date(person.born_on)}
    elif person.born_year:
        born = _("born %(year)s") % {"year": person.born_year}
    return tuple(part for part in (person.name.strip(), born) if part)


def _disease(person: Person) -> tuple[str, ...]:
    phase = _("CML, %(phase)s") % {"phase": words.PHASES[person.phase]}
    diagnosed = (
        _("diagnosed %(day)s") % {"day": dates.short_date(person.diagnosed_on)} if person.diagnosed_on else ""
    )
    return tuple(part for part in (phase, diagnosed) if part)


def _questions(listed: Iterable[PageQuestion], assessment: Assessment) -> tuple[tuple[str, ...], bool]:
    """The chosen questions in order; where none is chosen, the first that the data raises."""
    chosen = [line.text for line in listed_questions(listed, assessment)]
    if chosen:
        return tuple(chosen[:PRINTED]), False
    raised = [card.question for card in questions.prompt_cards(assessment, ()) if not card.from_diary]
    return tuple(raised[:PRINTED]), True


def _result_line(judged: JudgedResult, assessment: Assessment) -> ResultLine:
    return ResultLine(
        taken=dates.short_date(judged.collected_on),
        month=_month(judged),
        value=numbers.result_value(judged.result),
        mr=numbers.mr_note(judged),
        level=_level(judged, assessment),
        lab=judged.result.lab,
        copies=numbers.copies(judged.result.copies) if judged.result.copies is not None else "",
    )


def _month(judged: JudgedResult) -> str:
    if judged.reason == "before_treatment":
        return _("start")
    month = dates.month_on_treatment(judged.months)
    return "" if month is None else str(month)


def _level(judged: JudgedResult, assessment: Assessment) -> str:
    baseline = assessment.baseline
    if (
        baseline is not None
        and judged.collected_on == baseline.collected_on
        and judged.reason == "before_treatment"
    ):
        return _("baseline")
    if judged.result.specimen == "marrow":
        return _("bone marrow")
    return str(words.LEVELS[judged.level])


def _guideline(assessment: Assessment) -> str:
    guideline = load_guideline(assessment.guideline)
    said = {"day": dates.short_date(assessment.today), "source": guideline.source.source}
    return _("Not a diagnosis. Printed %(day)s. Checkpoints: %(source)s.") % said
