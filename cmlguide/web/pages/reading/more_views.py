"""More: everything else, for the phone's bottom bar."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.judged import history_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.setup import setup_for


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """A list of the places that do not fit in the bar."""
    person = current_person(request)
    setup = setup_for(request, person, history_of(person))
    return render(
        request, "reading/more.html", {"person": person, "setup": setup, "design": settings.DESIGN_PAGE}
    )
