"""What the page for the visit shows, the same for the screen, the paper, the PDF and the text file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cmlguide.records.judged import judge
from cmlguide.records.kept_rows import kept_rows
from cmlguide.records.models import Person
from cmlguide.web.chart.data.spans import within
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.shapes import Figure
from cmlguide.web.chart.drawing.svg import draw, draw_second
from cmlguide.web.chart.timeline.drawing import draw_timeline
from cmlguide.web.frame.made_once import made_once
from cmlguide.web.frame.today import today_for
from cmlguide.web.paper.summary import USUAL, Options, SummaryPage, summary_page
from cmlguide.web.words import dates
from milestones.assessment import Assessment
from milestones.history import History
from milestones.timing import add_months

MONTHS_BEFORE_STOP = 12
NOTHING_CHOSEN = Options()


@dataclass(frozen=True)
class SummaryValues:
    """The page and its chart, and the history and choices they were made from.

    `narrow` is the same chart drawn for a phone, in the greys used on paper.
    """

    page: SummaryPage
    figure: Figure
    narrow: Figure
    options: Options
    history: History

    @cached_property
    def chart(self) -> SafeString:
        """The chart, drawn."""
        return draw(self.figure)

    @cached_property
    def narrow_chart(self) -> SafeString:
        """The narrow one, for the same page as the other."""
        return draw_second(self.narrow)

    @property
    def chart_title(self) -> str:
        """The heading of the chart, with its first month where it does not show everything."""
        since = self.figure.data.since
        if since is None:
            return _("BCR::ABL1 over time")
        return _("BCR::ABL1 since %(month)s") % {"month": dates.month_and_year(since)}


def summary_values(person: Person, options: Options = NOTHING_CHOSEN) -> SummaryValues:
    """The values for what was chosen for this print."""
    judged = judge(person, today_for(person))
    return made_once(judged, "paper", partial(_values, person, judged.history, judged.assessment), options)


def _values(person: Person, history: History, assessment: Assessment, options: Options) -> SummaryValues:
    data = within(chart_data(assessment, history), _shown_from(assessment))
    drawn = cache(lambda name: draw_timeline(data, width=name))
    usual = drawn("paper-large" if options.large else USUAL)
    height_of = None if options.large else (lambda name: drawn(name).height)
    listed = kept_rows(person, "page_questions")
    page = summary_page(person, history, assessment, listed, options, usual.height, height_of)
    narrow = replace(draw_timeline(usual.data, width="phone"), name="paper-narrow")
    figure = usual if options.large else drawn(page.drawing)
    return SummaryValues(page, figure, narrow, options, history)


def _shown_from(assessment: Assessment) -> date | None:
    """The first day of the chart; None for all of it. A rise without treatment is a matter of months, which
    years on treatment would press into a hair: then the chart begins a year before the stop."""
    without = assessment.without
    return None if without is None else add_months(without.since, -MONTHS_BEFORE_STOP)
