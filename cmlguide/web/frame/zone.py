"""The time zone of a browser: `static/js/zone.js` says it in a cookie. Without JavaScript there is none."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from cmlguide.computer_zone import is_place

COOKIE = "cmlguide_zone"
LONGEST_NAME = 100


def zone_of_browser(request: HttpRequest) -> str:
    """Its name; empty when the browser did not say one, or one that is no place: some hide theirs as UTC."""
    name = request.COOKIES.get(COOKIE, "")
    return name if len(name) <= LONGEST_NAME and is_place(name) else ""


def zone_for_new_record(request: HttpRequest) -> str:
    """Where the person who begins a record seems to be; empty where nothing says so."""
    return zone_of_browser(request) or settings.COMPUTER_ZONE
