"""Timeline: the current number, how it moved, and what is worth a talk."""

from __future__ import annotations

import re
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from cmlguide.records.judged import Judged, assess_with_history, judge
from cmlguide.records.models import Person, WaitingFile
from cmlguide.web.chart.timeline.card import ChartCard, chart_card, explored_figure
from cmlguide.web.frame.access import Role, current_person
from cmlguide.web.frame.fragments import wants_fragment
from cmlguide.web.frame.made_once import made_once
from cmlguide.web.frame.setup import setup_offer
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.timeline.page import TimelinePage, timeline_page
from cmlguide.web.words.in_context import Explained, offer_words
from cmlguide.web.words.waiting_files import waiting_lines

BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
"""Where templates are indented: in a kept piece that is sent often, only a line's end."""


@require_safe
@vary_on_headers("HX-Request")
def timeline(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx its one fragment: both from one assessment."""
    person = current_person(request)
    judged = judge(person, today_for(person))
    draw = partial(_draw, person, judged)
    may_edit = request.role is not Role.VIEW  # type: ignore[attr-defined]
    page, chart, drawn = made_once(judged, "timeline", draw, request.path, may_edit, *_asked(request))
    context = {"person": person, "page": page, "chart": chart, "drawn": drawn}
    if wants_fragment(request):
        return render(request, "timeline/_assessment.html", context)
    context["setup"] = setup_offer(request, person, judged.history)
    context["waiting"] = waiting_lines(WaitingFile.objects.asking_about(person))
    return render(request, "timeline/timeline.html", context)


def _draw(
    person: Person, judged: Judged, here: str, may_edit: bool, show: str, span: str
) -> tuple[TimelinePage, ChartCard, Explained]:
    """The values of the page, and what it shows of the record alone: no form, and of who is looking only
    whether they may change it."""
    page = timeline_page(person, judged.history, judged.assessment, judged.diary)
    chart = chart_card(judged.assessment, judged.history, show, span)
    context = {"person": person, "page": page, "chart": chart, "here": here, "may_edit": may_edit}
    return (
        page,
        chart,
        offer_words(BETWEEN_TAGS.sub(">\n<", render_to_string("timeline/_record.html", context))),
    )


@require_safe
def timeline_explore(request: HttpRequest) -> HttpResponse:
    """The chart as a figure for plotly.js, fetched by the first click on Explore."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    return JsonResponse(explored_figure(assessment, history, *_asked(request)))


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The scale and the span that the address names."""
    return request.GET.get("show", ""), request.GET.get("span", "")
