"""Setup progress in words: how many of the five steps of Start are done, and where to continue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cmlguide.records.models import Person
from cmlguide.web.frame.access import Role, current_person, open_people
from milestones.history import History

if TYPE_CHECKING:
    from cmlguide.records.models import Person
    from milestones.history import History


@dataclass(frozen=True)
class Setup:
    """`done` of `count` steps; `url` leads to the first step that is not done."""

    done: int
    count: int
    url: str


def setup_of(person: Person, history: History, *, several: bool = False) -> Setup | None:
    """How far setup has come; None for an example, and when every step is done.

    `several`: there are other records. Then each is begun with a name, which shows no step to be passed.
    """
    named = bool(person.name) and not several
    undone = [step for step in STEPS if not _DONE[step](person, history, named)]
    if person.example or not undone:
        return None
    return Setup(len(STEPS) - len(undone), len(STEPS), reverse("start-step", args=[undone[0]]))


def _diagnosis(person: Person, history: History, _named: bool) -> bool:
    return person.diagnosed_on is not None or any(row.baseline for row in history.results)


def _medicine(_person: Person, history: History, _named: bool) -> bool:
    return bool(history.treatments)


def _guideline(person: Person, history: History, named: bool) -> bool:
    """Not being sure is an answer too: a later step that is done shows that this one was passed."""
    return bool(person.guideline) or _goals(person, history, named)


def _goals(person: Person, history: History, named: bool) -> bool:
    """Not having decided is an answer too: the next step, once done, shows that this one was passed."""
    return person.goal != "unset" or bool(history.extra.get("goals")) or _about_me(person, history, named)


def _about_me(person: Person, _history: History, named: bool) -> bool:
    return named or bool(person.country or person.clinic_day_phone or person.clinic_out_of_hours_phone)


_DONE: Mapping[str, Callable[[Person, History, bool], bool]] = {
    "diagnosis": _diagnosis,
    "medicine": _medicine,
    "guideline": _guideline,
    "goals": _goals,
    "about-me": _about_me,
}


STEPS = ("diagnosis", "medicine", "guideline", "goals", "about-me")


NOT_NOW = "setup_hidden"


@require_POST
def setup_not_now(request: HttpRequest) -> HttpResponse:
    """Hide the reminder for this record; More still leads to the steps."""
    hidden = request.session.get(NOT_NOW, [])
    request.session[NOT_NOW] = sorted({*hidden, current_person(request).pk})
    return redirect("timeline")


def setup_offer(request: HttpRequest, person: Person, history: History) -> Setup | None:
    """The reminder for a page; None if nothing is left to do or the person has hidden it."""
    hidden = person.pk in request.session.get(NOT_NOW, [])
    return None if hidden else setup_for(request, person, history)


def setup_for(request: HttpRequest, person: Person, history: History) -> Setup | None:
    """As `setup_of`, for whoever looks at it; None for somebody who can only read."""
    if getattr(request, "role", None) == Role.VIEW:
        return None
    records = [one for one in open_people(request) if not one.example]
    return setup_of(person, history, several=len(records) > 1)
