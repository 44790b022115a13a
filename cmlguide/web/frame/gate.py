"""The one way in to a record: who is let in, who else looked, and nothing shown that they may not use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from cmlguide.records.actions.sharing import note_look
from cmlguide.records.models import Helper
from cmlguide.web.frame.access import (
    SESSION_KEY,
    NoPerson,
    RecordClosed,
    Role,
    opened_person,
    people_meant,
    role_in,
)
from cmlguide.web.frame.errors import not_allowed, not_for_helpers
from cmlguide.web.frame.faults import CANNOT_WRITE
from cmlguide.web.frame.guests import is_guest
from cmlguide.web.frame.hidden import hide_what_is_not_for
from cmlguide.web.frame.roles import FILES, READ, TAKEN_ALONG, is_about_a_record, may

View = Callable[..., HttpResponse]
FROM_ELSEWHERE = ("cross-site", "same-site")
"""What browsers say of a request that a page of another site, or of another port of this computer, began."""


class gate:  # noqa: N801 - named as the other middleware is; a class for process_view
    """Checks for every page whether the visitor may open it. One not declared in `roles` is closed."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        role = getattr(request, "role", Role.OWNER)
        if role is not Role.OWNER:
            hide_what_is_not_for(role, request, response)
            _note(request, response)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """A response in place of the page if it is closed; else None."""
        is_private = getattr(view, "login_required", True)
        if is_private and is_guest(request):
            raise Http404
        route = _route(request)
        if route in FILES and request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
            return not_allowed(request, PermissionDenied())
        if not is_about_a_record(route):
            _look_whose_it_is(request)
            return None
        if not (is_private and request.user.is_authenticated):
            return None
        try:
            people = people_meant(request)
        except NoPerson:
            return None  # the page itself sends them to Start
        for person in people:
            role = role_in(request.user, person)
            if not may(role, route, request.method or ""):
                return not_for_helpers(request, person, role)
        return None


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name if match else None) or ""


def _look_whose_it_is(request: HttpRequest) -> None:
    """Find the open record even for a page about none: its header bar depends on the role there."""
    if settings.HOSTED and request.session.get(SESSION_KEY):
        with suppress(NoPerson, RecordClosed):
            opened_person(request)


def _note(request: HttpRequest, response: HttpResponse) -> None:
    if request.method == "GET" and response.status_code == 200 and _route(request) in READ | TAKEN_ALONG:
        person = request.shown_person  # type: ignore[attr-defined]
        helper = Helper(pk=person.helper_id, person_id=person.pk, name=person.helper_name)
        with suppress(*CANNOT_WRITE):  # where nothing can be written, reading goes on
            note_look(by=helper, page=_route(request), now=timezone.now())
