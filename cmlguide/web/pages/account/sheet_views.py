"""The recovery sheet: a way back in without e-mail or password."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.accounts import make_recovery_key
from cmlguide.web.frame.accounts import hosted_only
from cmlguide.web.frame.again import asks_again
from cmlguide.web.pages.account.views import signed_in_user
from cmlguide.web.words.dates import short_date


@hosted_only
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@sensitive_variables("key")
def sheet(request: HttpRequest) -> HttpResponse:
    """What the sheet is for, and a button; then the sheet itself, shown once."""
    user = signed_in_user(request)
    if request.method != "POST":
        made = user.recovery_key_made_at
        return render(request, "account/sheet_ask.html", {"made": short_date(made.date()) if made else ""})
    key = make_recovery_key(user=user)
    get_adapter().send_notification_mail("account/email/sheet_made", user)
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {"key": key, "codes": codes.wrap().get_unused_codes() if codes else []}
    return render(request, "account/sheet.html", context)
