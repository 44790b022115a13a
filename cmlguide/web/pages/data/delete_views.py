"""Delete everything: the one write without undo, so a word has to be typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.persons import delete_everything as delete_all_of
from cmlguide.web.frame.access import SESSION_KEY, current_person
from cmlguide.web.pages.data.delete_form import DeleteEverythingForm


@require_http_methods(["GET", "HEAD", "POST"])
def delete_everything(request: HttpRequest) -> HttpResponse:
    """Take the record that is open away for good; other records of the same owner stay."""
    person = current_person(request)
    form = DeleteEverythingForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"person": person, "form": form}
        return render(request, "data/delete.html", context, status=422 if form.is_bound else 200)
    delete_all_of(person=person)
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("The record is deleted. Nothing of it is kept here."))
    return redirect("start")
