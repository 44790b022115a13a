"""Summary: the one page for the visit, as values in the order they print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cmlguide.web.paper.fitting import Draft, fit, fit_whole
from cmlguide.web.paper.full_history import FullHistory, full_history
from cmlguide.web.paper.headline import HeadlineCell, headline
from cmlguide.web.paper.of_country import paper_of
from cmlguide.web.paper.one_side import MOST
from cmlguide.web.paper.own_words import OwnEntries, goal_lines, other_lines, own_entries, since_lines
from cmlguide.web.paper.result_lines import ResultLine, result_line
from cmlguide.web.paper.shortened import Whole
from cmlguide.web.paper.since_visit import day_before_newest, since_visit
from cmlguide.web.paper.tables import PaperTable, results_table
from cmlguide.web.paper.treatment_so_far import treatment_so_far
from cmlguide.web.words import dates
from cmlguide.web.words import engine as words
from cmlguide.web.words.questions import cards as questions
from cmlguide.web.words.questions.cards import PRINTED, listed_questions
from cmlguide.web.words.result import facts
from cmlguide.web.words.result.count_card import CountCard, count_card
from cmlguide.web.words.result.newest import newest_chip
from milestones.guideline import load_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from cmlguide.records.models import PageQuestion, Person, Visit
    from milestones.assessment import Assessment
    from milestones.history import History

ROWS_LARGE = 6
USUAL, TALLER = "paper", ("paper-tallest", "paper-tall")
"""The drawings of the chart by their names in chart/drawing/layout.py."""


@dataclass(frozen=True)
class Options:
    """What the person chose for this print. `last_visit_on` None: what is new counts from the last test."""

    visit_on: date | None = None
    last_visit_on: date | None = None
    large: bool = False
    hide_name: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether anything was chosen."""
        return self != Options()


@dataclass(frozen=True)
class Shows:
    """Which sections print."""

    questions: bool
    since: bool
    chart: bool
    results: bool
    treatment: bool
    decided: bool


@dataclass(frozen=True)
class SummaryPage:
    """The sheet, top to bottom. `suggested` is True when questions raised by the data replace chosen ones.

    `headline` is the strip of cells at the top, none without a result. Of `results`, only the first `fewer`
    fit on the shorter paper, where `results_title_fewer` counts them. `stacked` and `roomy` are how the side
    is laid out (see Fitted); `drawing` names that of the chart: taller where
    there is room. `treatment` ends with the goals; `decided` are lines to fill in; `counts` comes
    before everything else; `whole` has in full what is shortened above it, `who_whole` likewise for `who`;
    `full` is the second page, None if it was not asked for.
    """

    title: str
    measured_against: str
    printed: str
    who: tuple[str, ...]
    shows: Shows
    counts: CountCard | None
    headline: tuple[HeadlineCell, ...]
    questions: tuple[str, ...]
    suggested: bool
    since_title: str
    since: tuple[str, ...]
    chip: words.Chip | None
    results: tuple[ResultLine, ...]
    results_title: str
    results_title_fewer: str
    fewer: int
    stacked: bool
    roomy: bool
    drawing: str
    labs: str
    treatment_title: str
    treatment: tuple[str, ...]
    guideline: str
    decided: tuple[str, ...]
    who_whole: tuple[str, ...]
    whole: tuple[Whole, ...]
    full: FullHistory | None

    @property
    def results_table(self) -> PaperTable:
        """The rows printed on the one side."""
        return results_table(self.results)


def summary_page(
    person: Person,
    history: History,
    assessment: Assessment,
    listed: Iterable[PageQuestion],
    options: Options,
    chart_height: float,
    height_of: Callable[[str], float] | None = None,
) -> SummaryPage:
    """The values for the sheet for one visit. `chart_height` is in the paper drawing's own units, and
    `height_of` tells that of a drawing by its name, for a side with room to spare."""
    told, shows = own_entries(history), _of_known(shows_of(person), assessment)
    counts = count_card(person, history, assessment)
    asked, suggested = questions_to_print(listed, assessment) if shows.questions else ((), False)
    since_title, since = _since(history, assessment, told, options.last_visit_on)
    draft = replace(
        _draft(person, history, assessment, told, options, chart_height),
        counts=counts.lines if counts else (),
        questions=asked,
        since=since if shows.since else (),
    )
    return SummaryPage(
        title=_title(options.visit_on, told.next_visit(assessment.today)),
        measured_against=str(words.guideline_name(assessment.guideline)),
        shows=shows,
        counts=counts,
        headline=draft.headline,
        suggested=suggested,
        since_title=since_title if shows.since else "",
        chip=newest_chip(assessment) if shows.since else None,
        treatment_title=_("My goals") if "treatment" in person.summary_off else _("Treatment so far"),
        full=full_history(person, history, assessment, told) if person.summary_second_page else None,
        **_fitted(draft, shows, paper_of(person), len(assessment.results), height_of, large=options.large),
    )


def _fitted(
    draft: Draft,
    shows: Shows,
    paper: str,
    known: int,
    height_of: Callable[[str], float] | None,
    *,
    large: bool,
) -> dict[str, Any]:
    """The parts of the draft that fit on the one side, by their names on the page; `known` results in all."""
    fitted, drawing = fit_whole(draft) if large else fit(draft, paper), USUAL
    may_grow = height_of is not None and shows.chart and len(fitted.rows) == len(draft.rows)
    for taller in TALLER if may_grow and not fitted.whole else ():
        higher = fit(replace(draft, chart_height=height_of(taller)), paper)  # type: ignore[misc]
        if replace(higher, roomy=fitted.roomy) == fitted:
            fitted, drawing = higher, taller
            break
    shown = fitted.rows[:ROWS_LARGE] if large else fitted.rows
    fewer = min(fitted.fewer, len(shown))
    return {
        "printed": draft.printed,
        "who": fitted.who,
        "questions": fitted.questions,
        "since": fitted.since,
        "results": shown,
        "results_title": _results_title(len(shown), known) if shows.results else "",
        "results_title_fewer": _results_title(fewer, known) if fewer < len(shown) else "",
        "fewer": fewer,
        "stacked": fitted.stacked,
        "roomy": fitted.roomy,
        "drawing": drawing,
        "labs": fitted.labs,
        "treatment": fitted.treatment,
        "guideline": draft.foot,
        "decided": draft.decided,
        "who_whole": draft.who,
        "whole": fitted.whole,
    }


def _draft(
    person: Person,
    history: History,
    assessment: Assessment,
    told: OwnEntries,
    options: Options,
    chart_height: float,
) -> Draft:
    """The page without the counts of concern, the questions and the news, which `summary_page` adds."""
    newest_first = assessment.results[
        : -MOST - 2 : -1
    ]  # more never fit; one more says that some are left out
    rows = tuple(result_line(judged, assessment) for judged in newest_first)
    return Draft(
        who=(*(() if options.hide_name else _who(person)), *_disease(person)),
        printed=_("printed %(day)s") % {"day": dates.short_date(assessment.today)},
        counts=(),
        questions=(),
        since=(),
        treatment=_treatment(person, history, assessment, told),
        goals=() if "goals" in person.summary_off else goal_lines(told, person),
        rows=() if "results" in person.summary_off else rows,
        decided=() if "decided" in person.summary_off else _to_fill_in(assessment),
        foot=_guideline(assessment),
        headline=headline(assessment),
        chart_height=chart_height,
        off=person.summary_off,
    )


def _to_fill_in(assessment: Assessment) -> tuple[str, str]:
    """The two lines under "What we decided"; the first mentions the usual time."""
    due = facts.next_test(assessment)
    has_counts = assessment.counts is not None and assessment.counts.severity.is_concern
    usual = (
        _("Next BCR::ABL1 test (usual time: %(when)s)")
        if has_counts
        else _("Next test (usual time: %(when)s)")
    )
    next_test = usual % {"when": due.value} if due else _("Next test")
    return next_test, _("Next visit")


def _of_known(shows: Shows, assessment: Assessment) -> Shows:
    """Without a table and a chart where there is nothing yet: a heading over nothing says nothing."""
    known = bool(assessment.results)
    return replace(
        shows, results=shows.results and known, chart=shows.chart and (known or bool(assessment.lines))
    )


def shows_of(person: Person) -> Shows:
    """The sections the person left switched on; treatment and goals share a column."""
    off = set(person.summary_off)
    on = {name: name not in off for name in ("questions", "since", "chart", "results", "decided")}
    return Shows(**on, treatment=not {"treatment", "goals"} <= off)


def _since(
    history: History, assessment: Assessment, told: OwnEntries, chosen: date | None
) -> tuple[str, tuple[str, ...]]:
    """(heading, lines) since the day chosen for this print, or the last visit, or else the last test."""
    last = told.last_visit(assessment.today)
    day = chosen or (last.visit_on if last else None)
    title, lines = since_visit(history, assessment, day)
    told_lines = (*lines, *since_lines(told, day or day_before_newest(assessment), assessment))
    return title, told_lines or (_("Nothing else new."),)


def _treatment(
    person: Person, history: History, assessment: Assessment, told: OwnEntries
) -> Callable[[int, bool], tuple[str, ...]]:
    """Treatment so far, with as many medicines as there is room for; nothing if it is switched off. Each
    length is written once, however often the fitting asks for it. Other medicines and allergies are with it
    where no second page has them."""
    others = () if person.summary_second_page else other_lines(told, assessment.today)

    @cache
    def lines(most: int, brief: bool) -> tuple[str, ...]:
        return treatment_so_far(person, history, assessment, most=most, brief=brief, others=others)

    return (lambda most, brief: ()) if "treatment" in person.summary_off else lines


def _results_title(shown: int, known: int) -> str:
    if shown == known:
        return _("Results as reported")
    return _("Results as reported: the last %(shown)s of %(known)s") % {"shown": shown, "known": known}


def _title(chosen: date | None, visit: Visit | None) -> str:
    day = chosen or (visit.visit_on if visit else None)
    if day is None:
        return _("For my visit")
    return _("For my visit, %(day)s") % {"day": dates.short_date(day)}


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
    transplant = (
        _("transplant %(day)s") % {"day": dates.short_date(person.transplant_on)}
        if person.transplant_on
        else ""
    )
    return tuple(part for part in (phase, diagnosed, transplant) if part)


def questions_to_print(
    listed: Iterable[PageQuestion], assessment: Assessment
) -> tuple[tuple[str, ...], bool]:
    """The chosen questions in order; if none is chosen, the first ones the data raises."""
    chosen = [line.text for line in listed_questions(listed, assessment)]
    if chosen:
        return tuple(chosen[:PRINTED]), False
    raised = [card.question for card in questions.prompt_cards(assessment, ()) if not card.from_diary]
    return tuple(raised[:PRINTED]), True


def _guideline(assessment: Assessment) -> str:
    guideline, newest = load_guideline(assessment.guideline), assessment.newest
    if newest is not None and newest.reason in facts.NOT_MADE_FOR:
        return _("Not a diagnosis. The usual checkpoints are not made for my situation.")
    return _("Not a diagnosis. Checkpoints: %(source)s.") % {"source": _(guideline.source.source)}
