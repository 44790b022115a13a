"""The card of small charts on the blood counts page: drawn for three widths, with its key."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from cmlguide.web.chart.counts.drawing import draw_counts
from cmlguide.web.chart.counts.panels import count_panels
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.drawing.svg import draw, draw_sign
from cmlguide.web.chart.timeline.card import SCREENS, Sign
from milestones.assessment import Assessment
from milestones.history import History


@dataclass(frozen=True)
class CountsCard:
    """The values for `blood_counts/_charts.html`;
    the list of counts on the same page is its table version."""

    drawings: tuple[SafeString, ...]
    title: str
    description: str
    key: tuple[Sign, ...]


def counts_card(assessment: Assessment, history: History) -> CountsCard | None:
    """The card; None if there is nothing to draw yet."""
    panels = count_panels(history, assessment.today)
    if not panels:
        return None
    data = chart_data(assessment, history)
    figures = [draw_counts(panels, data, width=width) for width in SCREENS]
    first = figures[0]
    return CountsCard(
        drawings=tuple(draw(figure) for figure in figures),
        title=first.title,
        description=first.description,
        key=tuple(Sign(draw_sign(entry.sign), entry.words) for entry in first.key),
    )
