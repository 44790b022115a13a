"""Learn: short pages about the number, the treatment and speaking up."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.web.frame.access import current_person_or_none
from cmlguide.web.pages.reading.learn import TOPICS, find_topic, learn_numbers, next_topic
from cmlguide.web.words.glossary import glossary


@require_safe
def learn_list(request: HttpRequest) -> HttpResponse:
    """Every topic with one line about it."""
    return render(
        request, "reading/learn.html", {"person": current_person_or_none(request), "topics": TOPICS}
    )


@require_safe
def learn_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic, with a link to the next."""
    topic = find_topic(slug)
    if topic is None:
        raise Http404
    context = {
        "person": current_person_or_none(request),
        "topic": topic,
        "next_topic": next_topic(topic),
        "numbers": learn_numbers(),
        "glossary": glossary(),
    }
    return render(request, topic.template, context)
