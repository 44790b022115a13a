"""How a page and its htmx fragments share one address, and how the rest of a page learns of a change."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

RECORD_CHANGED = "record-changed"


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for part of the page; a page restored from history needs the whole."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def tell_record_changed(response: HttpResponse) -> HttpResponse:
    """The same response with an event; every fragment that listens for it reloads itself."""
    return trigger_client_event(response, RECORD_CHANGED)
