"""Summary: one side of paper for the visit, from the browser's own print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cmlguide.records.actions.persons import edit_person
from cmlguide.web.chart.drawing.svg import draw, draw_second
from cmlguide.web.frame.access import current_person
from cmlguide.web.paper.sections import sections_of
from cmlguide.web.paper.sections_form import SummarySectionsForm
from cmlguide.web.paper.values import summary_values

WRITING_LINES = 30  # more than fit on a side: the rest is cut off


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The sheet with the choices made for this print; a date that cannot be read is asked for again."""
    person = current_person(request)
    values = summary_values(request, person)
    context = {
        "person": person,
        "page": values.page,
        "chart": draw(values.figure),
        "narrow_chart": draw_second(values.narrow),
        "writing_lines": range(WRITING_LINES),
        "form": values.form,
        "options": values.options,
        "sections": sections_of(person),
    }
    return render(request, "paper/summary.html", context, status=422 if values.form.errors else 200)


@require_POST
def summary_sections(request: HttpRequest) -> HttpResponse:
    """Remember which sections print, and whether there is a second page."""
    person, form = current_person(request), SummarySectionsForm(request.POST)
    if not form.is_valid():
        raise Http404
    edit_person(person=person, **form.to_save())
    return redirect("summary")
