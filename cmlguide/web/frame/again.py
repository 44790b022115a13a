"""Before a record leaves, is shared or is deleted, whoever sits there shows once more that it is theirs."""

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
    """Whether they signed in or proved it in the last quarter of an hour, or have no proof to give."""
    if not request.user.has_usable_password():  # type: ignore[union-attr]
        return True  # at home without a passphrase
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def asks_again(view: View) -> View:
    """A page for which a proof must be fresh. Comes back to the page; what was posted is not kept meanwhile,
    as it may hold a passphrase or be what cannot be undone."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_lately(request):
            return view(request, *args, **kwargs)
        return redirect(proof_address(request.get_full_path()))

    return respond


def asks_again_for_file(view: View) -> View:
    """A download for which a proof must be fresh. Comes back to a page that offers the file: a browser that
    saves a file stays where it is, and that would be the page which asks."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_lately(request):
            return view(request, *args, **kwargs)
        match = request.resolver_match
        ready = reverse("export-ready", args=[match.url_name if match else ""])
        return redirect(proof_address(f"{ready}?{request.GET.urlencode()}" if request.GET else ready))

    return respond


def proof_address(back: str) -> str:
    """Where the proof is given; from there the way leads back."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
