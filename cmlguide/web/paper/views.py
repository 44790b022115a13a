"""Summary: one side of paper for the visit, from the browser's own print."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.models import Person
from cmlguide.web.fields.date_fields import set_date_order
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.language import in_language_of_paper
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.paper.choices import choices_of, keep_choices
from cmlguide.web.paper.options_form import SummaryOptionsForm
from cmlguide.web.paper.sections import sections_of
from cmlguide.web.paper.sections_form import SummarySectionsForm
from cmlguide.web.paper.summary import Options
from cmlguide.web.paper.values import summary_values

WRITING_LINES = 30  # more than fit on a side: the rest is cut off


@may_be_sent_again
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest) -> HttpResponse:
    """The sheet with the choices made for this print; a date that cannot be read is asked for again."""
    person = current_person(request)
    form = _form(request, person)
    if form.is_valid():
        keep_choices(request, person, Options(**form.cleaned_data))
        return redirect("summary")
    with in_language_of_paper(request.user) as spoken:
        values = summary_values(person, choices_of(request, person))
        chart, narrow_chart = values.chart, values.narrow_chart
    context = {
        "person": person,
        "page": values.page,
        "chart_title": values.chart_title,
        "chart": chart,
        "narrow_chart": narrow_chart,
        "paper_language": spoken,
        "writing_lines": range(WRITING_LINES),
        "form": form,
        "options": values.options,
        "sections": sections_of(person),
    }
    return render(request, "paper/summary.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, person: Person) -> SummaryOptionsForm:
    """The choices as they are sent, or as they stand."""
    sent = request.POST if request.method == "POST" else None
    form = SummaryOptionsForm(sent, initial=asdict(choices_of(request, person)))
    set_date_order(form, person.date_order)
    return form


@require_POST
def summary_sections(request: HttpRequest) -> HttpResponse:
    """Remember which sections print, and whether there is a second page."""
    person, form = current_person(request), SummarySectionsForm(request.POST)
    if not form.is_valid():
        raise Http404
    edit_person(person=person, **form.to_save())
    return redirect("summary")
