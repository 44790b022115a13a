"""Privacy: what is kept, where, how long, and how to withdraw consent."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cmlguide.records.models import User
from cmlguide.web.frame.access import current_person_or_none
from cmlguide.web.frame.consent import agree
from cmlguide.web.pages.privacy.page import privacy_page


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Open to everybody, because it is read before an account is made."""
    user = request.user if isinstance(request.user, User) else None
    context = {"person": current_person_or_none(request), "page": privacy_page(user)}
    return render(request, "privacy/privacy.html", context)


@require_POST
def privacy_agree(request: HttpRequest) -> HttpResponse:
    """Agree to the current wording, for somebody whose account is older than it."""
    if not settings.HOSTED or not isinstance(request.user, User):
        raise Http404
    agree(request.user)
    messages.success(request, _("Thank you. That you agreed is noted with today's date."))
    return redirect("privacy")
