"""Whose address and scheme a request has, when proxies stand before the site.

A proxy writes what it saw at the end of X-Forwarded-For; everything before that was sent by whoever asked,
and may be made up. So as many entries are believed, from the end, as there are proxies of the operator's own.
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
    """Put the visitor's address and scheme where a direct visit has them, and take the headers away."""

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
    """With fewer entries than proxies the request came around one of them: the connection's own counts."""
    if len(entries) < settings.PROXIES:
        return
    address = without_port(entries[-settings.PROXIES])
    if address is not None:
        request.META["REMOTE_ADDR"] = address


def _take_scheme(request: HttpRequest, entries: list[str]) -> None:
    """A proxy may add its entry or put it in place of all others; both ways the nearest ones are believed."""
    if entries:
        nearest = entries[-min(settings.PROXIES, len(entries))]
        request.META["wsgi.url_scheme"] = "https" if nearest.lower() == "https" else "http"


def without_port(entry: str) -> str | None:
    """The address in `192.0.2.1`, `192.0.2.1:4711` or `[2001:db8::1]:4711`; None where there is none."""
    text = entry.removeprefix("[").partition("]")[0] if entry.startswith("[") else entry
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
