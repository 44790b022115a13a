"""Regaining access with the recovery sheet."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.accounts import recover
from cmlguide.web.frame.accounts import hosted_only
from cmlguide.web.pages.account.recover_form import RecoverForm


@hosted_only
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def recover_account(request: HttpRequest) -> HttpResponse:
    """Set a new password with the key on the sheet. Two-step sign-in stays on; the sheet has its codes."""
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        typed = request.POST.get("login", "").strip().lower()
        if refused := ratelimit.consume_or_429(request, action="recover", key=typed):
            return refused
    if form.is_valid() and form.user:
        recover(user=form.user, password=form.cleaned_data["password1"])
        get_adapter().send_notification_mail("account/email/recovered", form.user)
        messages.success(
            request, _("Your new password is set. Sign in with it, then make a new recovery sheet.")
        )
        return redirect("account_login")
    return render(request, "account/recover.html", {"form": form}, status=422 if form.is_bound else 200)
