"""Timeline: the current number, how it moved, and what is worth a talk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from cmlguide.records.history import assess_with_history
from cmlguide.web.chart.timeline.card import chart_card, explored_figure
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.fragments import wants_fragment
from cmlguide.web.frame.setup import setup_offer
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.timeline.page import timeline_page
from cmlguide.web.words.waiting_files import waiting_lines


@require_safe
@vary_on_headers("HX-Request")
def timeline(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx its one fragment: both from one assessment."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    page = timeline_page(person, history, assessment)
    chart = chart_card(assessment, history, *_asked(request))
    context = {"person": person, "page": page, "chart": chart}
    if wants_fragment(request):
        return render(request, "timeline/_assessment.html", context)
    context["setup"] = setup_offer(request, person, history)
    context["waiting"] = waiting_lines(person.waiting_files.asking())
    return render(request, "timeline/timeline.html", context)


@require_safe
def timeline_explore(request: HttpRequest) -> HttpResponse:
    """The chart as a figure for plotly.js, fetched by the first click on Explore."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    return JsonResponse(explored_figure(assessment, history, *_asked(request)))


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The scale and the span that the address names."""
    return request.GET.get("show", ""), request.GET.get("span", "")
