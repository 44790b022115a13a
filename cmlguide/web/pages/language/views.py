"""Which language the pages speak; for a signed-in user also the paper's, and the units of blood counts."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.accounts import choose_for_user
from cmlguide.web.frame.language import remember_language
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.pages.language.form import LanguageForm

CHOSEN = ("language", "paper_language", "cell_unit", "hemoglobin_unit")


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Everything a signed-in user may choose."""
    user = request.user
    sent = request.POST if request.method == "POST" else None
    form = LanguageForm(sent, initial={name: getattr(user, name) for name in CHOSEN})
    if not form.is_valid():
        return render(request, "language/language.html", {"form": form}, status=422 if form.errors else 200)
    choose_for_user(user=user, **form.cleaned_data)  # type: ignore[arg-type] # nobody else gets here
    code = form.cleaned_data["language"]
    with translation.override(code or translation.get_language_from_request(request)):
        messages.success(request, _("Saved."))
    response = redirect("language")
    remember_language(request, response, code)
    return response


@login_not_required
@may_be_sent_again
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """One of the buttons with a language's own name, on any page, and back to that page."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(_back(request))
    if request.user.is_authenticated:
        choose_for_user(user=request.user, language=code)
    remember_language(request, response, code)
    return response


def _back(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/"
