"""Which guest links were opened in this browser. Kept in its session, apart from any sign-in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

SESSION_KEY = "guest_links"
STAYS_OPEN = timedelta(hours=12)


def open_link(request: HttpRequest, pk: int, *, with_pin: bool) -> None:
    """Remember the link as opened now; `with_pin` False while its PIN is still asked for."""
    held = {**request.session.get(SESSION_KEY, {})}
    held.pop(str(pk), None)  # the newest comes last
    held[str(pk)] = {"at": timezone.now().isoformat(), "pin": with_pin}
    request.session[SESSION_KEY] = held


def is_guest(request: HttpRequest) -> bool:
    """Whether any link was opened here by somebody who is not signed in."""
    session = getattr(request, "session", None)  # none if the error came before it
    return bool(session and session.get(SESSION_KEY)) and not request.user.is_authenticated


def last_opened(request: HttpRequest) -> str:
    """The number of the link a guest opened last; "" for anybody else."""
    return [*request.session[SESSION_KEY]][-1] if is_guest(request) else ""


def is_open(request: HttpRequest, pk: int, *, with_pin: bool = True) -> bool:
    """Whether that link was opened here in the last hours, and with its PIN if it has one."""
    held = request.session.get(SESSION_KEY, {}).get(str(pk))
    if held is None or datetime.fromisoformat(held["at"]) < timezone.now() - STAYS_OPEN:
        return False
    return bool(held["pin"]) or not with_pin
