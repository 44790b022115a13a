"""Summary: the one page for the appointment, as values in the order they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.presenters import dates, facts, newest, numbers, questions, words
from cmlguide.web.presenters.full_history import FullHistory, full_history
from cmlguide.web.presenters.one_side import Sheet, fit_on_one_side
from cmlguide.web.presenters.prepare import PRINTED, listed_questions
from cmlguide.web.presenters.since_visit import day_before_newest, since_visit
from cmlguide.web.presenters.summary_told import Told, goal_lines, since_lines, told_in
from cmlguide.web.presenters.treatment_so_far import treatment_so_far
from milestones.guideline import load_guideline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cmlguide.records.models import Appointment, PageQuestion, Person
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
class Shows:
    """Which sections print."""

    questions: bool
    since: bool
    chart: bool
    results: bool
    treatment: bool
    decided: bool

    def off(self) -> tuple[str, ...]:
        """The sections that leave their room to others, by their names in `one_side`."""
        off = [name for name in ("questions", "since", "chart", "results") if not getattr(self, name)]
        return (*off, *(() if self.treatment or self.decided else ("below",)))


@dataclass(frozen=True)
class SummaryPage:
    """The sheet, top to bottom. `suggested` is True where the data's questions stand in for chosen ones.

    `treatment` ends with the goals; `full` is the second page, None where it is not asked for.
    """

    title: str
    measured_against: str
    who: tuple[str, ...]
    shows: Shows
    questions: tuple[str, ...]
    suggested: bool
    since_title: str
    since: tuple[str, ...]
    chip: words.Chip | None
    results: tuple[ResultLine, ...]
    results_title: str
    treatment_title: str
    treatment: tuple[str, ...]
    guideline: str
    next_test: facts.Fact | None
    full: FullHistory | None


def summary_page(
    person: Person,
    history: History,
    assessment: Assessment,
    listed: Iterable[PageQuestion],
    options: Options,
    chart_height: float,
) -> SummaryPage:
    """The values of the sheet for one visit; `chart_height` in the paper drawing's own units."""
    told, shows = told_in(history), shows_of(person)
    asked, suggested = _questions(listed, assessment) if shows.questions else ((), False)
    title, since = _since(history, assessment, told, options.last_visit_on)
    who = (*(() if options.hide_name else _who(person)), *_disease(person))
    foot = _guideline(assessment)
    sheet = Sheet(" · ".join(who), asked, since, foot, chart_height, shows.off())
    treatment, fitting = fit_on_one_side(sheet, _left_columns(person, history, assessment, told))
    rows = list(reversed(assessment.results))
    shown = rows[: ROWS_LARGE if options.large else fitting] if shows.results else []
    newest_told = newest.newest_of(assessment)
    return SummaryPage(
        title=_title(options.visit_on, told.next_visit(assessment.today)),
        measured_against=str(words.guideline_name(assessment.guideline)),
        who=who,
        shows=shows,
        questions=asked,
        suggested=suggested,
        since_title=title if shows.since else "",
        since=since if shows.since else (),
        chip=newest_told.chip if newest_told and shows.since else None,
        results=tuple(_result_line(judged, assessment) for judged in shown),
        results_title=_results_title(len(shown), len(rows)) if shows.results else "",
        treatment_title=_("My goals") if "treatment" in person.summary_off else _("Treatment so far"),
        treatment=treatment,
        guideline=foot,
        next_test=facts.next_test(assessment) if shows.decided else None,
        full=_full(person, history, assessment, told),
    )


def shows_of(person: Person) -> Shows:
    """The sections the person left switched on; treatment and goals share a column."""
    off = set(person.summary_off)
    on = {name: name not in off for name in ("questions", "since", "chart", "results", "decided")}
    return Shows(**on, treatment=not {"treatment", "goals"} <= off)


def _since(
    history: History, assessment: Assessment, told: Told, chosen: date | None
) -> tuple[str, tuple[str, ...]]:
    """(heading, lines) since the day chosen for this print, or the last visit, or else the last test."""
    last = told.last_visit(assessment.today)
    day = chosen or (last.visit_on if last else None)
    title, lines = since_visit(history, assessment, day)
    return title, (*lines, *since_lines(told, day or day_before_newest(assessment), assessment))


def _left_columns(
    person: Person, history: History, assessment: Assessment, told: Told
) -> list[tuple[str, ...]]:
    """What may stand beside "What we decided", the longest first."""
    off = person.summary_off
    goals = () if "goals" in off else goal_lines(told, person)
    if "treatment" in off:
        return [goals]
    ways = [(few, False) for few in MOST_TREATMENTS] + [(MOST_TREATMENTS[-1], True)]
    told_so_far = [
        treatment_so_far(person, history, assessment, most=few, brief=brief) for few, brief in ways
    ]
    return [(*lines, *goals) for lines in told_so_far]


def _full(person: Person, history: History, assessment: Assessment, told: Told) -> FullHistory | None:
    if not person.summary_second_page:
        return None
    return full_history(person, history, assessment, told, _result_line)


def _results_title(shown: int, known: int) -> str:
    if shown == known:
        return _("Results as reported")
    return _("Results as reported: the last %(shown)s of %(known)s") % {"shown": shown, "known": known}


def _title(chosen: date | None, visit: Appointment | None) -> str:
    day = chosen or (visit.visit_on if visit else None)
    if day is None:
        return _("For my appointment")
    return _("For my appointment, %(day)s") % {"day": dates.short_date(day)}


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
