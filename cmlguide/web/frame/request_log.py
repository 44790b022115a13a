"""One log line and one count per request on a hosted site: the page, the status and the time it took.

A page is named by its route (`result-edit`), never by its address: an address can contain a row's number,
the day of a visit or a guest's token. Nothing from the request or the answer is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cmlguide.web.frame import request_id
from cmlguide.web.frame.measured import count_request

log = logging.getLogger("cmlguide.request")

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
STATIC, UNKNOWN = "static", "unknown"


def note_each_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Outermost except for the health checks, so that it sees the answers of all other middleware."""

    def respond(request: HttpRequest) -> HttpResponse:
        said = request.META.get("HTTP_X_REQUEST_ID", "")
        name = request_id.choose(said, from_proxy=bool(settings.PROXIES))
        began = perf_counter()
        with request_id.named(name):
            response = get_response(request)
            _note(request, response.status_code, perf_counter() - began)
        response.headers["X-Request-ID"] = name
        return response

    return respond


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    route, method = route_of(request), _method_of(request)
    count_request(route, method, status, seconds)
    if route == STATIC and status < 400:  # every page asks for several
        return
    facts = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
    log.info("request", extra={"facts": facts})


def route_of(request: HttpRequest) -> str:
    """The name of the page that answered; one word for all static files, and one for anything else."""
    if match := request.resolver_match:
        return match.view_name or UNKNOWN
    return STATIC if request.path.startswith(settings.STATIC_URL) else UNKNOWN


def _method_of(request: HttpRequest) -> str:
    """A client can invent methods; the log and the metrics have only the known ones."""
    return request.method if request.method in METHODS else "other"
