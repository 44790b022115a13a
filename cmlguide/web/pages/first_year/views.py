"""What happens next: the first year of treatment, from its first day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.judged import assess_with_history
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.first_year.page import first_year_page


@require_safe
def first_year(request: HttpRequest) -> HttpResponse:
    """The tests and checkpoints of the year, or why there are none."""
    person = current_person(request)
    assessment = assess_with_history(person, today_for(person))[1]
    context = {"person": person, "page": first_year_page(assessment)}
    return render(request, "first_year/first_year.html", context)
