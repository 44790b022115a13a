"""The page for the visit as a sheet for PDF and plain text: the same values, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cmlguide.exchange.paper.sheet import Sheet, SheetFact, SheetPage, SheetPicture, SheetSection, SheetTable
from cmlguide.web.chart.drawing.svg import draw

if TYPE_CHECKING:
    from cmlguide.web.paper.summary import SummaryPage
    from cmlguide.web.paper.tables import PaperTable
    from cmlguide.web.paper.values import SummaryValues
    from cmlguide.web.words.result.count_card import CountCard


def sheet_of(values: SummaryValues) -> Sheet:
    """The sheet. Its chart is the same drawing as on the printed page."""
    page, figure = values.page, values.figure
    by_whom = _("Entered by the patient, not a lab report · %(guideline)s")
    chart = SheetPicture(str(draw(figure)), f"{figure.title}. {figure.description}")
    return Sheet(
        title=page.title,
        notes=(by_whom % {"guideline": page.measured_against}, page.printed),
        who=page.who,
        sections=tuple(_first_side(values, chart)),
        pages=tuple(page for page in (_shortened(page), _full_history(page)) if page.sections),
        foot=page.guideline,
        box_note=_("marks a character that could not be printed here."),
        language=get_language() or "en",
        large=values.options.large,
        roomy=page.roomy,
    )


def _first_side(values: SummaryValues, chart: SheetPicture) -> list[SheetSection]:
    """The sections that are switched on, in the order in which they are printed."""
    page = values.page
    mark = f"{page.chip.shape} {page.chip.words}" if page.chip else ""
    asked = SheetSection(_("What I most want to talk about"), page.questions, numbered=True)
    shows = page.shows
    labs = _("Lab %(labs)s") % {"labs": page.labs} if page.labs else ""
    strip = SheetSection("", facts=tuple(SheetFact(one.label, one.value, one.note) for one in page.headline))
    beside = "beside" if shows.decided and not page.stacked else ""
    told = "under" if shows.results and beside else beside
    results, since = _table(page.results_table), page.since_title
    sections = (
        (page.counts is not None, _counts(page.counts)),
        (bool(page.headline), strip),
        (shows.questions, asked),
        (shows.since, SheetSection(since, page.since, mark=mark, bullets=True)),
        (shows.chart, SheetSection(values.chart_title, picture=chart)),
        (shows.results, SheetSection(page.results_title, table=results, note=labs, place=beside)),
        (bool(page.treatment), SheetSection(page.treatment_title, page.treatment, place=told)),
        (shows.decided, SheetSection(_("What we decided"), fill_in=page.decided, place="fill")),
    )
    return [section for is_on, section in sections if is_on]


def _counts(card: CountCard | None) -> SheetSection:
    """The blood counts of concern, before everything else."""
    if card is None:
        return SheetSection("")
    return SheetSection(card.when, card.lines, mark=f"{card.chip.shape} {card.chip.words}", bullets=True)


def _shortened(page: SummaryPage) -> SheetPage:
    """The full text of what is shortened on the one side."""
    whole = tuple(SheetSection(part.heading, part.lines) for part in page.whole)
    return SheetPage(_("In full"), page.who_whole, whole)


def _full_history(page: SummaryPage) -> SheetPage:
    full, title = page.full, _("Full history")
    if full is None:
        return SheetPage(title, (), ())
    sections = (
        SheetSection(_("All treatment"), full.treatment),
        SheetSection(_("Bone marrow tests"), full.marrow),
        SheetSection(_("Other medicines and allergies"), full.others),
        SheetSection(_("Past visits"), full.visits),
        SheetSection(_("Blood counts"), table=_table(full.counts_table)),
        SheetSection(_("All results"), table=_table(full.results_table)),
    )
    told = (section for section in sections if section.lines or (section.table and section.table.rows))
    return SheetPage(title, page.who_whole, tuple(told))


def _table(table: PaperTable) -> SheetTable:
    return SheetTable(table.columns, tuple(tuple(cell.text for cell in row) for row in table.rows))
