"""Results: the list, newest first, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.records.history import assess_with_history
from cmlguide.web.chart.number_line import number_lines
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.results.explained import how_we_got_this
from cmlguide.web.pages.results.page import result_lines, result_page

ROWS_A_PAGE = 50


@require_safe
def result_list(request: HttpRequest) -> HttpResponse:
    """Every result as reported, with its level and verdict."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    page = Paginator(history.results[::-1], ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines = result_lines(page.object_list, assessment)
    return render(request, "results/results.html", {"person": person, "lines": lines, "page": page})


@require_safe
def result_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One result: its number on a line, what it was set beside, and how."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    result = next((row for row in history.results if row.key == str(pk)), None)
    if result is None:
        raise Http404
    context = {
        "person": person,
        "page": result_page(person, result, assessment),
        "how": how_we_got_this(result, history, assessment),
        "lines": number_lines(result, assessment),
    }
    return render(request, "results/result.html", context)
