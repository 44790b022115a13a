"""The records on hand: add one, name it, and open another in two taps from any page."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.persons import create_person, edit_person
from cmlguide.records.models import Person
from cmlguide.web.frame.access import Role, choose_person, open_people, role_in
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.frame.setup import STEPS
from cmlguide.web.frame.zone import zone_for_new_record
from cmlguide.web.pages.people.form import NameForm
from cmlguide.web.pages.people.page import people_page
from cmlguide.web.words.people import names_of


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Every record open to the user, with its newest value."""
    if not open_people(request):
        return redirect("start")
    return render(request, "people/people.html", {"page": people_page(request)})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """A new, empty record with a name; it is opened at its first step."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form)
    person = create_person(
        owner=request.user,  # type: ignore[arg-type]
        name=form.cleaned_data["name"],
        time_zone=zone_for_new_record(request),
    )
    choose_person(request, person)
    return redirect("start-step", step=STEPS[0])


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one of the user's own records."""
    person = own_person(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = NameForm(posted, kept=person, initial={"name": person.name})
    if not form.is_valid() or not form.saves(partial(edit_person, person=person, **form.cleaned_data)):
        return _show(request, form, person)
    messages.success(request, _("The record is now called %(name)s.") % {"name": person.name})
    return redirect("person-list")


@may_be_sent_again
@require_POST
def person_open(request: HttpRequest) -> HttpResponse:
    """Open another record, and return to the same page in it, if it has one."""
    chosen = request.POST.get("person", "")
    person = next((one for one in open_people(request) if str(one.pk) == chosen), None)
    if person is None:
        raise Http404
    choose_person(request, person)
    name = names_of(open_people(request))[person.pk]
    messages.success(request, _("Open now: %(name)s") % {"name": name})
    return redirect(page_to_come_back_to(request.POST.get("next", "")))


def page_to_come_back_to(path: str) -> str:
    """The page from which the record was switched; Timeline for the page of a single row, which the other
    record does not have, and for anything that is not a page of this site."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return "timeline"
    try:
        match = resolve(path)
    except Resolver404:
        return "timeline"
    return "timeline" if "pk" in match.kwargs else path


def own_person(request: HttpRequest, pk: int) -> Person:
    """The person with that number, if the user may name and delete the record; else Http404."""
    person = next((one for one in open_people(request) if one.pk == pk), None)
    if person is None or role_in(request.user, person) is not Role.OWNER:  # type: ignore[arg-type]
        raise Http404
    return person


def _show(request: HttpRequest, form: NameForm, person: Person | None = None) -> HttpResponse:
    return render(
        request,
        "people/form.html",
        {"form": form, "named": person},
        status=422 if form.is_bound else 200,
    )
