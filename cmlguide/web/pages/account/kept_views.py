"""Staying signed in, leaving, and returning to what was typed: the views behind the sign-out warning."""

from __future__ import annotations

import json

from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.web.frame.idle import is_over, note_presence, seconds_left, sign_in_address
from cmlguide.web.frame.kept import Kept, fields_of, keep, kept_forms, let_go, may_be_kept, sign_out_and_keep
from cmlguide.web.frame.signed_in_browsers import SEEN


@login_not_required
@require_http_methods(["GET", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """The number of seconds left; a POST says that somebody is there. 0 if nobody is signed in."""
    if SIGNED_IN not in request.session or SEEN not in request.session or is_over(request):
        return JsonResponse({"left": 0})
    if request.method == "POST":
        note_presence(request, at_once=True)
    return JsonResponse({"left": seconds_left(request)})


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out because nobody is there, and keep the unfinished form. Answers with the address to go to."""
    page = request.POST.get("page", "")
    try:
        fields = fields_of(json.loads(request.POST.get("fields", "[]")))
    except (ValueError, TypeError):
        fields = []
    form = Kept(page, fields, sent=False) if fields else None
    if SIGNED_IN in request.session and request.user.is_authenticated and request.user.has_usable_password():
        sign_out_and_keep(request, form)
    else:
        keep(request, form)
    back = page if may_be_kept(Kept(page, [], sent=False)) else ""
    return JsonResponse({"to": sign_in_address(back)})


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """After signing in again: back to the page they were on, or to what was sent too late.
    A POST deletes it."""
    after = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = ""
    if request.method == "POST":
        let_go(request)
        return redirect("timeline")
    forms = kept_forms(request)
    sent = [form for form in forms if form.sent]
    if not sent:
        return redirect(forms[-1].page if forms else after or "timeline")
    return render(request, "account/kept.html", {"forms": sent})
