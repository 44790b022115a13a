"""Help: how results are judged, by which guideline, and which choices are our own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.web.frame.access import current_person_or_none
from cmlguide.web.pages.reading.help import help_page


@require_safe
def help_show(request: HttpRequest) -> HttpResponse:
    """One page to read; its tables come from the guideline files themselves."""
    context = {"person": current_person_or_none(request), "page": help_page()}
    return render(request, "reading/help.html", context)
