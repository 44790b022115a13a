"""What the page for the visit shows, the same for the screen, the paper, the PDF and the text file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest

from cmlguide.records.history import assess_with_history
from cmlguide.records.models import Person
from cmlguide.web.chart.drawing.shapes import Figure
from cmlguide.web.chart.timeline.drawing import draw_timeline, timeline_figure
from cmlguide.web.fields.date_fields import set_date_order
from cmlguide.web.frame.today import today_for
from cmlguide.web.paper.options_form import SummaryOptionsForm
from cmlguide.web.paper.summary import Options, SummaryPage, summary_page
from milestones.history import History


@dataclass(frozen=True)
class SummaryValues:
    """The page and its chart, and the history and choices they were made from (unreadable choices are
    ignored).

    `narrow` is the same chart drawn for a phone, in the greys used on paper.
    """

    page: SummaryPage
    figure: Figure
    narrow: Figure
    form: SummaryOptionsForm
    options: Options
    history: History


def summary_values(request: HttpRequest, person: Person) -> SummaryValues:
    """The values for the choices in the address of the request."""
    form = SummaryOptionsForm(request.GET)
    set_date_order(form, person.date_order)
    options = Options(**form.cleaned_data) if form.is_valid() else Options()
    history, assessment = assess_with_history(person, today_for(person))
    figure = timeline_figure(assessment, history, width="paper")
    narrow = replace(draw_timeline(figure.data, width="phone"), name="paper-narrow")
    page = summary_page(person, history, assessment, person.page_questions.kept(), options, figure.height)
    return SummaryValues(page, figure, narrow, form, options, history)
