"""Signs out an idle browser, where signing in again needs a password or passphrase.

A script warns two minutes before, and any key extends the session. Without the script the next request leads
to the sign-in page, and what it sent is kept (kept.py). None of this applies at home without a passphrase.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from cmlguide.records.judged import forget_records
from cmlguide.records.models import AccountEvent
from cmlguide.web.frame.accounts import OWN_EVENTS
from cmlguide.web.frame.faults import CANNOT_WRITE
from cmlguide.web.frame.kept import (
    Kept,
    fields_of,
    keep,
    kept_forms,
    let_go,
    sign_out_and_keep,
    was_signed_out,
)
from cmlguide.web.frame.signed_in_browsers import SEEN, SINCE, note_session, now_in_seconds

View = Callable[[HttpRequest], HttpResponse]
NEWS = "account_news"
WARNED = "X-Warned"
"""On requests that htmx makes by itself while the warning is open: they are no sign of a person."""
CLEARED = '"cache", "storage"'
"""What a browser lets go of at a sign-out: pages kept for Back, and anything a script might have stored. Not
its cookies: one says which accounts are known here, one opens what was typed before an idle sign-out."""
LOOK_EVERY = 60
"""Seconds between two looks: a session row is not written at every request."""


def sign_out_when_idle(get_response: View) -> View:
    """End a session that was idle too long; otherwise record, at most once a minute,
    that somebody is there. If the request ends the session in any way, the browser is told
    to clear what it kept, and this process lets go of the records it read."""
    answer = _ends_what_is_over(get_response)

    def respond(request: HttpRequest) -> HttpResponse:
        was_in = SIGNED_IN in request.session
        response = answer(request)
        if was_in and SIGNED_IN not in request.session:
            response.headers["Clear-Site-Data"] = CLEARED
            forget_records()
        return response

    return respond


def _ends_what_is_over(get_response: View) -> View:
    def respond(request: HttpRequest) -> HttpResponse:
        asks = request.path in _own_paths()  # they do it themselves
        if SIGNED_IN in request.session:
            if not asks and is_over(request):
                sign_out_and_keep(request, _sent(request))
                return ask_to_sign_in(request)
            if not asks and WARNED not in request.headers:
                note_presence(request)
        elif (
            not asks
            and request.method == "POST"
            and was_signed_out(request.session)
            and (form := _sent(request))
        ):
            keep(request, form)
            return get_response(request)  # which leads to the sign-in page
        return get_response(request)

    return respond


@cache
def _own_paths() -> frozenset[str]:
    """The pages that keep or end the session by themselves; looked up once, not at every request."""
    return frozenset((reverse("account-stay"), reverse("account-leave")))


def is_over(request: HttpRequest) -> bool:
    """Whether this session has been idle too long, or has lasted as long as any may."""
    return SEEN in request.session and seconds_left(request) <= 0


def seconds_left(request: HttpRequest) -> int:
    """The seconds until this session ends if nobody does anything."""
    now = now_in_seconds()
    idle = request.session[SEEN] + settings.SIGN_OUT_WHEN_IDLE - now
    at_last = request.session[SINCE] + settings.SIGN_OUT_AT_LAST - now
    return max(0, min(idle, at_last))


def note_presence(request: HttpRequest, *, at_once: bool = False) -> None:
    """Record that somebody is there. Once a minute it also checks for account events from elsewhere."""
    seen, now = request.session.get(SEEN), now_in_seconds()
    if not at_once and NEWS in request.session and seen is not None and now - seen < LOOK_EVERY:
        return
    if not request.user.is_authenticated or not request.user.has_usable_password():
        return
    request.session[SEEN] = now
    request.session.setdefault(SINCE, now)
    if request.session.session_key is None:
        request.session.save()
    with suppress(*CANNOT_WRITE), transaction.atomic():  # where nothing can be written, reading goes on
        note_session(request)
    request.session[NEWS] = has_news(request)


def has_news(request: HttpRequest) -> bool:
    """Whether another browser did something to the account that the user has not confirmed yet."""
    news = AccountEvent.objects.filter(user=request.user, seen=False)  # type: ignore[misc]
    return news.exclude(pk__in=request.session.get(OWN_EVENTS, [])).exists()


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page, and from there back to where they were."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    htmx: Any = getattr(request, "htmx", None)
    if htmx:
        back = htmx.current_url_abs_path or ""
    url = sign_in_address(back)
    return HttpResponseClientRedirect(url) if htmx else redirect(url)


def sign_in_address(back: str) -> str:
    """The address of the sign-in page, which leads to `back`, by way of the kept forms if there are any."""
    kept = f"{reverse('account-kept')}?{urlencode({'next': back})}" if back else reverse("account-kept")
    return f"{reverse('account_login')}?{urlencode({'next': kept})}"


def idle_context(request: HttpRequest) -> dict[str, Any]:
    """Template context: how long until this browser is signed out, what is kept for this page, and news."""
    session = getattr(request, "session", None)
    if session is None:
        return {}
    return {
        "idle": _timing(request) if SIGNED_IN in session and SEEN in session else None,
        "was_signed_out": was_signed_out(session) and SIGNED_IN not in session,
        "kept_here": lambda: _kept_here(request),
        "account_news": bool(session.get(NEWS)),
    }


def _timing(request: HttpRequest) -> dict[str, int]:
    return {"seconds": seconds_left(request), "warning": settings.SIGN_OUT_WARNING, "look": LOOK_EVERY}


def _kept_here(request: HttpRequest) -> list[tuple[str, str]]:
    """What a script kept from a form on this page. It is handed over only once."""
    if SIGNED_IN not in request.session or not was_signed_out(request.session):
        return []
    page = request.get_full_path()
    forms = [form for form in kept_forms(request) if not form.sent and form.page == page]
    if forms:
        let_go(request, page)
    return forms[-1].fields if forms else []


def _sent(request: HttpRequest) -> Kept | None:
    """The form sent with this request, or None."""
    if request.method != "POST":
        return None
    pairs = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    htmx: Any = getattr(request, "htmx", None)
    if htmx:
        return Kept(htmx.current_url_abs_path or "", fields_of(pairs), sent=False)
    return Kept(request.get_full_path(), fields_of(pairs), sent=True)
