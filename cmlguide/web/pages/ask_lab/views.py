"""Ask your lab: one paragraph to print, with the four things a report should say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.judged import history_of
from cmlguide.web.frame.access import current_person


@require_safe
def ask_lab(request: HttpRequest) -> HttpResponse:
    """The paragraph; `lab` in the address selects one of the person's own laboratories by number.

    Not by name, because addresses are kept in logs and in the browser's history.
    """
    person = current_person(request)
    labs = sorted({row.lab.strip() for row in history_of(person).results if row.lab.strip()})
    numbered = {str(number): lab for number, lab in enumerate(labs, 1)}
    context = {"person": person, "labs": labs, "lab": numbered.get(request.GET.get("lab", ""), "")}
    return render(request, "ask_lab/ask_lab.html", context)
