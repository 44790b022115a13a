"""Deleting a whole record: the one write without undo, so a word has to be typed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.persons import delete_everything as delete_all_of
from cmlguide.records.models import Person
from cmlguide.web.fields.typed_word import TypedWordForm
from cmlguide.web.frame.access import SESSION_KEY, current_person, open_people
from cmlguide.web.frame.again import asks_again
from cmlguide.web.pages.people.views import own_person
from cmlguide.web.paper.choices import forget_choices
from cmlguide.web.words.people import names_of


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def delete_everything(request: HttpRequest) -> HttpResponse:
    """Delete the open record for good; other records of the same owner stay."""
    return _ask_and_delete(request, current_person(request), cancel=reverse("data"))


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """As `delete_everything`, for one of the user's records by its number, open or not."""
    return _ask_and_delete(request, own_person(request, pk), cancel=reverse("person-list"))


def _ask_and_delete(request: HttpRequest, person: Person, *, cancel: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = TypedWordForm(posted, label=_("Type DELETE to delete this record"))
    if not form.is_valid():
        name = names_of(open_people(request))[person.pk]
        context = {"person": person, "form": form, "name": name, "cancel": cancel}
        return render(request, "data/delete.html", context, status=422 if form.is_bound else 200)
    others = len(open_people(request)) > 1
    if request.session.get(SESSION_KEY) == person.pk:
        request.session.pop(SESSION_KEY)
    forget_choices(request, person)
    delete_all_of(person=person)
    said = _("The record is deleted. Backups on this computer still contain it.")
    if settings.HOSTED:
        said = _("The record is deleted. None of it is kept here.")
    messages.success(request, said)
    return redirect("person-list" if others else "start")
