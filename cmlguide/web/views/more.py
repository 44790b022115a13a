"""More: everything else, for the phone's bottom bar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.web.access import current_person


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """A list of the places that have no room in the bar."""
    return render(request, "more/more.html", {"person": current_person(request)})
