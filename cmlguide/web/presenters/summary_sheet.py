"""The page for the appointment as a sheet for PDF and plain text: the same values, in the same order."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cmlguide.exchange.sheet import Sheet, SheetPicture, SheetSection, SheetTable
from cmlguide.web.svg import draw

if TYPE_CHECKING:
    from cmlguide.web.presenters.summary import SummaryPage
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
        sections=(
            SheetSection(_("What I most want to talk about"), page.questions, numbered=True),
            SheetSection(
                page.since_title, page.since, mark=f"{page.chip.shape} {page.chip.words}" if page.chip else ""
            ),
            SheetSection(_("BCR::ABL1 over time"), picture=chart),
            SheetSection(page.results_title, table=_results(page)),
            SheetSection(_("Treatment so far"), page.treatment),
            SheetSection(_("What we decided"), fill_in=("", *_decided(page))),
        ),
        foot=page.guideline,
        box_note=_("stands for a sign that could not be printed here."),
        language=get_language() or "en",
        large=values.options.large,
    )


def _results(page: SummaryPage) -> SheetTable:
    columns = (_("Taken"), _("Month"), _("BCR::ABL1 IS"), _("MR"), _("Level"), _("Lab"), _("Copies"))
    return SheetTable(columns, tuple(astuple(row) for row in page.results))


def _decided(page: SummaryPage) -> tuple[str, str]:
    next_test = _("Next test")
    if page.next_test:
        usual = _("usual time: %(when)s") % {"when": page.next_test.value}
        next_test = f"{next_test} ({usual})"
    return next_test, _("Next visit")
