"""Summary: one side of paper for the appointment, from the browser's own print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.history import assess_with_history
from cmlguide.web.access import current_person
from cmlguide.web.figures import timeline_figure
from cmlguide.web.forms.date_fields import set_date_order
from cmlguide.web.forms.summary_options import SummaryOptionsForm
from cmlguide.web.presenters.chart import ChartWords
from cmlguide.web.presenters.summary import Options, summary_page
from cmlguide.web.svg import draw
from cmlguide.web.today import today_for


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The sheet with the choices made for this print; a date that cannot be read is asked for again."""
    person = current_person(request)
    form = SummaryOptionsForm(request.GET)
    set_date_order(form, person.date_order)
    status = 200 if form.is_valid() else 422
    options = Options(**form.cleaned_data) if status == 200 else Options()
    history, assessment = assess_with_history(person, today_for(person))
    figure = timeline_figure(assessment, history, width="paper", words=ChartWords())
    page = summary_page(person, history, assessment, person.page_questions.kept(), options, figure.height)
    context = {"person": person, "page": page, "chart": draw(figure), "form": form, "options": options}
    return render(request, "summary/summary.html", context, status=status)
