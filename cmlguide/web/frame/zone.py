"""The browser's time zone, sent by `static/js/zone.js` in a cookie. Without JavaScript there is none."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from cmlguide.computer_zone import is_place

LONGEST_NAME = 100


def zone_of_browser(request: HttpRequest) -> str:
    """Its name; "" if the browser did not say, or named no place: some report UTC to hide theirs."""
    name = request.COOKIES.get(settings.ZONE_COOKIE_NAME, "")
    return name if len(name) <= LONGEST_NAME and is_place(name) else ""


def zone_for_new_record(request: HttpRequest) -> str:
    """Where the person starting a record seems to be; "" if nothing says so."""
    return zone_of_browser(request) or settings.COMPUTER_ZONE
