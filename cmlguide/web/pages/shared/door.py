"""The way in for guests: a valid link, opened in this browser, and a page it shows. All else is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cmlguide.records.actions.sharing import note_look
from cmlguide.records.models import GuestLink
from cmlguide.web.frame.guests import is_open
from cmlguide.web.frame.home import only_hosted
from cmlguide.web.frame.units import in_units_of

Page = Callable[[HttpRequest, GuestLink], HttpResponse]


def for_guests(section: str = "") -> Callable[[Page], Callable[[HttpRequest, int], HttpResponse]]:
    """A view of a page that guests reach by their link; with `section`, only by a link that shows it."""

    def decorate(page: Page) -> Callable[[HttpRequest, int], HttpResponse]:
        @login_not_required
        @require_safe
        @wraps(page)
        def show(request: HttpRequest, pk: int) -> HttpResponse:
            only_hosted()
            link = open_link_of(request, pk)
            if link is None:
                return closed(request)
            if link.pin and not is_open(request, pk):
                return redirect("shared-pin", pk=pk)
            if section and section not in link.sections:
                raise Http404
            with in_units_of(link.person.owner):
                response = page(request, link)
            note_look(by=link, page=request.resolver_match.url_name, now=timezone.now())  # type: ignore[union-attr, arg-type]
            return private(response)

        return show

    return decorate


def open_link_of(request: HttpRequest, pk: int) -> GuestLink | None:
    """The link, if it was opened in this browser and is still valid;
    its PIN may not have been entered yet."""
    if not is_open(request, pk, with_pin=False):
        return None
    return GuestLink.objects.open_at(timezone.now()).select_related("person__owner").filter(pk=pk).first()


def closed(request: HttpRequest) -> HttpResponse:
    """The same answer for a link that expired, was revoked or never existed: it does not say which."""
    return private(render(request, "shared/closed.html", status=404))


def private(response: HttpResponse) -> HttpResponse:
    """Send no referrer to other sites, and keep search engines away."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
