"""A time without treatment: facts for the talk beforehand, and the time itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.judged import assess_with_history
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.without_treatment.page import without_page


@require_safe
def without_treatment(request: HttpRequest) -> HttpResponse:
    """Each fact with the guideline it is from; and, once it has begun, the months of that time."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    context = {"person": person, "page": without_page(history, assessment)}
    return render(request, "without_treatment/without_treatment.html", context)
