"""Warning signs: reachable from every page, whatever the number is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.history import is_without_treatment
from cmlguide.web.frame.access import current_person_or_none
from cmlguide.web.frame.today import today_for
from cmlguide.web.words.warning_signs import warning_page


@login_not_required
@require_safe
def warning_signs(request: HttpRequest) -> HttpResponse:
    """The three groups, with the person's own numbers to call, if known."""
    person = current_person_or_none(request)
    context = {
        "person": person,
        "page": warning_page(person),
        "without": person is not None and is_without_treatment(person, today_for(person)),
    }
    return render(request, "reading/warning_signs.html", context)
