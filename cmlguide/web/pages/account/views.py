"""Account and sign-in: how somebody signs in, where they are signed in, and what happened."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cmlguide.records.actions.accounts import mark_events_seen
from cmlguide.records.models import User
from cmlguide.web.frame.again import asks_again, asks_again_on
from cmlguide.web.frame.idle import NEWS
from cmlguide.web.frame.signed_in_browsers import end_all_sessions, end_session
from cmlguide.web.pages.account.page import account_values, session_lines


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything about signing in, in one place."""
    return render(
        request, "account/account.html", {"account": account_values(request, signed_in_user(request))}
    )


@require_safe
@asks_again
def session_list(request: HttpRequest) -> HttpResponse:
    """The browsers that are signed in, each with a button to sign it out."""
    user = with_password(request)
    return render(request, "account/sessions.html", {"sessions": session_lines(request, user)})


@require_POST
@asks_again_on("account-sessions")
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one browser out."""
    if not end_session(with_password(request), pk):
        raise Http404
    if not request.session.exists(request.session.session_key or ""):  # it was this browser
        logout(request)
        return redirect("account_login")
    messages.success(request, _("That browser is signed out."))
    return redirect("account-sessions")


@require_POST
@asks_again_on("account-sessions")
def session_end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, including here."""
    end_all_sessions(with_password(request))
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


@require_POST
def events_seen(request: HttpRequest) -> HttpResponse:
    """Confirm the account events, which removes the notice above the page."""
    mark_events_seen(user=with_password(request))
    request.session[NEWS] = False
    return redirect("account")


def signed_in_user(request: HttpRequest) -> User:
    return cast("User", request.user)


def with_password(request: HttpRequest) -> User:
    """The signed-in user. Http404 at home without a passphrase, where there is nothing to manage."""
    user = signed_in_user(request)
    if not user.has_usable_password():
        raise Http404
    return user
