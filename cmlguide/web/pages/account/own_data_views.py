"""Exporting and deleting an account."""

from __future__ import annotations

import json

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cmlguide.records.actions.accounts import erase_account
from cmlguide.records.models import User
from cmlguide.web.fields.typed_word import TypedWordForm
from cmlguide.web.frame.accounts import hosted_only
from cmlguide.web.frame.again import asks_again, asks_again_for_file
from cmlguide.web.frame.drawn_for import FIELD
from cmlguide.web.frame.signed_in_browsers import end_all_sessions, sessions_of
from cmlguide.web.pages.account.views import signed_in_user

FILES = ("export-everything", "record-export", "export-csv", "export-fhir", "account-export")
"""The files that need a proof, by the names of their addresses."""


@hosted_only
@require_safe
@asks_again_for_file
def account_export(request: HttpRequest) -> HttpResponse:
    """All that the site stores about the account. The records have files of their own (Your data)."""
    text = json.dumps(account_facts(signed_in_user(request)), indent=2, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


def account_facts(user: User) -> dict[str, object]:
    """Every fact about the account except its secrets."""
    emails = EmailAddress.objects.filter(user=user)
    ways = Authenticator.objects.filter(user=user)
    return {
        "user_name": user.username,
        "made_at": user.date_joined.isoformat(),
        "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
        "email_addresses": [{"email": row.email, "confirmed": row.verified} for row in emails],
        "ways_to_sign_in": [{"kind": row.type, "since": row.created_at.isoformat()} for row in ways],
        "recovery_sheet_made_at": user.recovery_key_made_at.isoformat()
        if user.recovery_key_made_at
        else None,
        "signed_in_browsers": [
            {
                "browser": row.user_agent,
                "since": row.created_at.isoformat(),
                "last_used": row.last_seen_at.isoformat(),
            }
            for row in sessions_of(user)
        ],
        "events": [
            {"code": row.code, "at": row.at.isoformat(), "browser": row.browser}
            for row in user.account_events.all()
        ],
        "records_kept": user.people.count(),
    }


@require_safe
@asks_again
def export_ready(request: HttpRequest, file: str) -> HttpResponse:
    """After the proof: the requested file, one click away."""
    if file not in FILES:
        raise Http404
    query = f"?{urlencode({FIELD: record})}" if (record := request.GET.get(FIELD, "")) else ""
    return render(request, "account/export_ready.html", {"file": f"{reverse(file)}{query}"})


@hosted_only
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def account_erase(request: HttpRequest) -> HttpResponse:
    """Delete the account with every record in it; a word has to be typed."""
    user = signed_in_user(request)
    posted = request.POST if request.method == "POST" else None
    form = TypedWordForm(posted, label=_("Type DELETE to delete your account"))
    if not form.is_valid():
        context = {"form": form, "records": user.people.filter(example="").count()}
        return render(request, "account/erase.html", context, status=422 if form.is_bound else 200)
    end_all_sessions(user)
    logout(request)
    erase_account(user=user)
    messages.success(request, _("Your account and its records are deleted. None of it is kept here."))
    return redirect("account_login")
