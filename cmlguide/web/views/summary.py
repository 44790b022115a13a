"""Summary: one side of paper for the appointment, from the browser's own print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.web.access import current_person
from cmlguide.web.summary_values import summary_values
from cmlguide.web.svg import draw


@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """The sheet with the choices made for this print; a date that cannot be read is asked for again."""
    person = current_person(request)
    values = summary_values(request, person)
    context = {
        "person": person,
        "page": values.page,
        "chart": draw(values.figure),
        "form": values.form,
        "options": values.options,
    }
    return render(request, "summary/summary.html", context, status=422 if values.form.errors else 200)
