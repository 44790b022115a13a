"""Before a record leaves, is shared or is deleted,
whoever is at the keyboard proves again that it is theirs."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

View = Callable[..., HttpResponse]


def proved_lately(request: HttpRequest) -> bool:
    """Whether they signed in or proved it in the last 15 minutes, or have nothing to prove it with."""
    if not request.user.has_usable_password():  # type: ignore[union-attr]
        return True  # at home without a passphrase
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def asks_again(view: View) -> View:
    """A page that needs a recent proof, and is returned to afterwards. Posted data is not kept meanwhile: it
    may contain a passphrase or ask for something that cannot be undone."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_lately(request):
            return view(request, *args, **kwargs)
        return redirect(proof_address(request.get_full_path()))

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
        return redirect(proof_address(f"{ready}?{request.GET.urlencode()}" if request.GET else ready))

    return respond


def proof_address(back: str) -> str:
    """The address of the page that asks for the proof and then returns to `back`."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
