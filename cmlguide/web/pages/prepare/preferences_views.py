"""What matters to the person: wishes, how results are shown, and seeing a CML specialist."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.persons import edit_person
from cmlguide.web.frame.access import current_person
from cmlguide.web.pages.prepare.preferences_form import PreferencesForm
from cmlguide.web.words.preferences import TO_BRING


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """One form; everything may stay empty."""
    person = current_person(request)
    form = PreferencesForm(request.POST or None, person=person)
    if not form.is_valid() or not form.saves(partial(edit_person, person=person, **form.to_save())):
        status = 422 if request.method == "POST" else 200
        context = {"person": person, "form": form, "to_bring": TO_BRING}
        return render(request, "prepare/preferences.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("prepare")
