"""The page for the appointment as a sheet for PDF and plain text: the same values, in the same order."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cmlguide.exchange.sheet import Sheet, SheetPicture, SheetSection, SheetTable
from cmlguide.web.svg import draw

if TYPE_CHECKING:
    from cmlguide.web.presenters.summary import ResultLine, SummaryPage
    from cmlguide.web.summary_values import SummaryValues


def sheet_of(values: SummaryValues) -> Sheet:
    """The sheet. Its chart is the same drawing as the printed page's."""
    page, figure = values.page, values.figure
    by_whom = _("Entered by the patient, not a lab report · %(guideline)s")
    chart = SheetPicture(str(draw(figure)), f"{figure.title}. {figure.description}")
    return Sheet(
        title=page.title,
        notes=(by_whom % {"guideline": page.measured_against},),
        who=page.who,
        sections=(*_first_side(page, chart), *_second_page(page)),
        foot=page.guideline,
        box_note=_("stands for a sign that could not be printed here."),
        language=get_language() or "en",
        large=values.options.large,
    )


def _first_side(page: SummaryPage, chart: SheetPicture) -> list[SheetSection]:
    """The sections that are switched on, in the order of the paper."""
    mark = f"{page.chip.shape} {page.chip.words}" if page.chip else ""
    asked = SheetSection(_("What I most want to talk about"), page.questions, numbered=True)
    shows = page.shows
    sections = (
        (shows.questions, asked),
        (shows.since, SheetSection(page.since_title, page.since, mark=mark)),
        (shows.chart, SheetSection(_("BCR::ABL1 over time"), picture=chart)),
        (shows.results, SheetSection(page.results_title, table=_results(page.results))),
        (shows.treatment, SheetSection(page.treatment_title, page.treatment)),
        (shows.decided, SheetSection(_("What we decided"), fill_in=("", *_decided(page)))),
    )
    return [section for is_on, section in sections if is_on]


def _second_page(page: SummaryPage) -> list[SheetSection]:
    if page.full is None:
        return []
    sections = (
        SheetSection(_("All results"), table=_results(page.full.results)),
        SheetSection(_("All treatment"), page.full.treatment),
        SheetSection(_("Other medicines and allergies"), page.full.others),
        SheetSection(_("Past visits"), page.full.visits),
    )
    return [section for section in sections if section.table or section.lines]


def _results(rows: tuple[ResultLine, ...]) -> SheetTable:
    columns = (_("Taken"), _("Month"), _("BCR::ABL1 IS"), _("MR"), _("Level"), _("Lab"), _("Copies"))
    return SheetTable(columns, tuple(astuple(row) for row in rows))


def _decided(page: SummaryPage) -> tuple[str, str]:
    next_test = _("Next test")
    if page.next_test:
        usual = _("usual time: %(when)s") % {"when": page.next_test.value}
        next_test = f"{next_test} ({usual})"
    return next_test, _("Next visit")
