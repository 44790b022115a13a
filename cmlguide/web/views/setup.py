"""Setting up later: the line that leads back to the steps of Start can be put away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cmlguide.records.models import Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.setup import Setup, setup_of
from milestones.history import History

NOT_NOW = "setup_not_now"


@require_POST
def setup_not_now(request: HttpRequest) -> HttpResponse:
    """Put the line away for this record; More keeps the way to the steps."""
    request.session[NOT_NOW] = current_person(request).pk
    return redirect("timeline")


def setup_offer(request: HttpRequest, person: Person, history: History) -> Setup | None:
    """The line for a page; None where nothing is left to do or the person has put it away."""
    return None if request.session.get(NOT_NOW) == person.pk else setup_of(person, history)
