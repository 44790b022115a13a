"""Before a record leaves, is shared or is deleted,
whoever is at the keyboard proves again that it is theirs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from cmlguide.web.frame.signed_in_browsers import rename_session

View = Callable[..., HttpResponse]
PASSWORD, CODE, PASSKEY = "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""What makes signing in ask for a second step. Recovery codes alone do not."""


def proved_lately(request: HttpRequest) -> bool:
    """Whether they signed in or proved it in the last 15 minutes, or have nothing to prove it with.

    With two-step sign-in both steps are needed, as when signing in: the password and a code, or a passkey,
    which checks the device and its holder.
    """
    return next_proof(request) is None


def next_proof(request: HttpRequest) -> str | None:
    """The name of the page that asks for the missing proof; None if nothing is missing."""
    user: Any = request.user
    if not user.has_usable_password():
        return None  # at home without a passphrase
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    fresh = [record for record in get_authentication_records(request, user) if record["at"] > since]
    ways = {record.get("type") or record["method"] for record in fresh}
    if Authenticator.Type.WEBAUTHN in ways:
        return None
    if not has_two_steps(user):
        return None if ways else PASSWORD
    if "password" not in ways:
        return PASSWORD
    return None if ways - {"password"} else _second_step(request)


def has_two_steps(user: Any) -> bool:
    """Whether signing in asks for a second step. At home it never does."""
    return settings.HOSTED and bool(is_mfa_enabled(user, SECOND_STEPS))


def _second_step(request: HttpRequest) -> str:
    """The page for a code, or for a passkey if they have no codes."""
    offered = [way["id"] for way in get_adapter().get_reauthentication_methods(request.user)]
    return CODE if "mfa_reauthenticate" in offered else PASSKEY


def asks_again(view: View) -> View:
    """A page that needs a recent proof, and is returned to afterwards. Posted data is not kept meanwhile: it
    may contain a passphrase or ask for something that cannot be undone."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_lately(request):
            return view(request, *args, **kwargs)
        return redirect(proof_address(request, request.get_full_path()))

    return respond


def asks_again_for_file(view: View) -> View:
    """A download that needs a recent proof. It returns to a page that offers the file, because a browser that
    saves a file stays on its page, which here would be the one asking for the proof."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_lately(request):
            return view(request, *args, **kwargs)
        match = request.resolver_match
        ready = reverse("export-ready", args=[match.url_name if match else ""])
        back = f"{ready}?{request.GET.urlencode()}" if request.GET else ready
        return redirect(proof_address(request, back))

    return respond


def asks_again_for_two_steps(view: View) -> View:
    """Decorator for a page that asks for the password itself: with two-step sign-in it needs both steps."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_two_steps(request.user) and not proved_lately(request):
            return redirect(proof_address(request, request.get_full_path()))
        return view(request, *args, **kwargs)

    return respond


def asks_again_on(page: str) -> Callable[[View], View]:
    """Decorator for an address that only takes a form: returns to the page with that form."""

    def asks(view: View) -> View:
        @wraps(view)
        def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if proved_lately(request):
                return view(request, *args, **kwargs)
            return redirect(proof_address(request, reverse(page)))

        return respond

    return asks


def proof_address(request: HttpRequest, back: str) -> str:
    """The address of the page that asks for the missing proof and then returns to `back`."""
    return f"{reverse(next_proof(request) or PASSWORD)}?{urlencode({'next': back})}"


def gives_a_new_token(view: View) -> View:
    """Decorator for a page that takes a proof. Afterwards the session has a new key and the old one is
    worthless, so that whoever had read it gains nothing from the proof."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) > before:
            rename_session(request)
        return response

    return respond
