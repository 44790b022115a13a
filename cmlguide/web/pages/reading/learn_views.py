"""Learn: short pages about the number, the treatment and speaking up."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cmlguide.web.frame.access import current_person_or_none
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.reading.learn import find_topic, learn_groups, learn_numbers, next_topic
from cmlguide.web.pages.reading.mine import NOTHING_OF_MINE, find_mine
from cmlguide.web.words.glossary import glossary


@require_safe
def learn_list(request: HttpRequest) -> HttpResponse:
    """Every topic with one line about it."""
    context = {"person": current_person_or_none(request), "groups": learn_groups()}
    return render(request, "reading/learn.html", context)


@require_safe
def learn_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic, with a link to the next."""
    topic = find_topic(slug)
    if topic is None:
        raise Http404
    person = current_person_or_none(request)
    # Only of one's own record: Learn is about no record, so what a helper reads here would not be logged.
    mine = person if person is not None and person.owner_id == request.user.pk else None
    context = {
        "person": person,
        "mine": find_mine(mine, today_for(mine)) if mine else NOTHING_OF_MINE,
        "topic": topic,
        "next_topic": next_topic(topic),
        "numbers": learn_numbers(),
        "glossary": glossary(),
    }
    return render(request, topic.template, context)
