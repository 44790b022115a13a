"""What the page for the visit shows, the same for the screen, the paper, the PDF and the text file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmlguide.records.history import assess_with_history
from cmlguide.records.kept_rows import kept_rows
from cmlguide.records.models import Person
from cmlguide.web.chart.drawing.shapes import Figure
from cmlguide.web.chart.timeline.drawing import draw_timeline, timeline_figure
from cmlguide.web.frame.today import today_for
from cmlguide.web.paper.summary import Options, SummaryPage, summary_page
from milestones.history import History

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


def summary_values(person: Person, options: Options = NOTHING_CHOSEN) -> SummaryValues:
    """The values for what was chosen for this print."""
    history, assessment = assess_with_history(person, today_for(person))
    figure = timeline_figure(assessment, history, width="paper")
    if options.large:
        figure = draw_timeline(figure.data, width="paper-large")
    narrow = replace(draw_timeline(figure.data, width="phone"), name="paper-narrow")
    listed = kept_rows(person, "page_questions")
    page = summary_page(person, history, assessment, listed, options, figure.height)
    return SummaryValues(page, figure, narrow, options, history)
