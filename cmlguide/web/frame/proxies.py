"""A request's address and scheme when there are proxies in front of the site.

A proxy adds what it saw to the end of X-Forwarded-For; everything before that came from the client and may be
made up. So from the end, as many entries are trusted as the operator has proxies.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADDRESSES, SCHEMES = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"


def believe_own_proxies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set the visitor's address and scheme as in a direct request, and remove the headers."""

    def respond(request: HttpRequest) -> HttpResponse:
        said = {name: _entries(request.META.pop(name, "")) for name in (ADDRESSES, SCHEMES)}
        if settings.PROXIES:
            _take_address(request, said[ADDRESSES])
            _take_scheme(request, said[SCHEMES])
        return get_response(request)

    return respond


def _entries(header: str) -> list[str]:
    return [entry.strip() for entry in header.split(",")] if header else []


def _take_address(request: HttpRequest, entries: list[str]) -> None:
    """Fewer entries than proxies means the request bypassed one: then use the connection's own address."""
    if len(entries) < settings.PROXIES:
        return
    address = without_port(entries[-settings.PROXIES])
    if address is not None:
        request.META["REMOTE_ADDR"] = address


def _take_scheme(request: HttpRequest, entries: list[str]) -> None:
    """A proxy may append its entry or replace the others; either way, the entries at the end are trusted."""
    if entries:
        nearest = entries[-min(settings.PROXIES, len(entries))]
        request.META["wsgi.url_scheme"] = "https" if nearest.lower() == "https" else "http"


def without_port(entry: str) -> str | None:
    """The address in `192.0.2.1`, `192.0.2.1:4711` or `[2001:db8::1]:4711`; None if there is none."""
    text = entry.removeprefix("[").partition("]")[0] if entry.startswith("[") else entry
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
