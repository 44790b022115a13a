"""Visits to the team: list, add, edit, delete and restore."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Person, Visit
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.visits.form import VisitForm
from cmlguide.web.words.dates import long_date
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.visits import visits

ROWS_A_PAGE = 20


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Every visit: coming ones, those to write up, and what was decided at the others."""
    person = current_person(request)
    page = visits(person.visits.kept(), today_for(person))
    past = Paginator(page.past, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "visits/visits.html", {"person": person, "page": page, "past": past})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def visit_add(request: HttpRequest) -> HttpResponse:
    """The form for a new visit."""
    person = current_person(request)
    form = VisitForm(request.POST or None, person=person)
    if not form.is_valid():
        return _show(request, person, form)
    visit = add_row(Visit, person=person, **form.to_save())
    messages.success(request, _("Saved: your visit on %(day)s.") % {"day": long_date(visit.visit_on)})
    return redirect("prepare")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored visit."""
    person = current_person(request)
    visit = row_to_change(request, person.visits, pk)
    form = VisitForm(request.POST or None, person=person, visit=visit)
    if not form.is_valid() or not form.saves(partial(edit_row, visit, **form.to_save())):
        return _show(request, person, form, visit)
    messages.success(request, _("Saved: your visit on %(day)s.") % {"day": long_date(visit.visit_on)})
    return redirect("visit-list" if visit.happened else "prepare")


@require_POST
def visit_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a visit; the notice offers to restore it."""
    visit = delete_row(own_row(current_person(request).visits, pk))
    said = deleted_words("visit", visit)
    messages.success(request, said, extra_tags=reverse("visit-restore", args=[pk]))
    return redirect("visit-list")


@require_POST
def visit_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted visit."""
    restore_row(get_object_or_404(current_person(request).visits, pk=pk))
    messages.success(request, _("Your visit is back."))
    return redirect("visit-list")


def _show(request: HttpRequest, person: Person, form: VisitForm, visit: Visit | None = None) -> HttpResponse:
    context = {"person": person, "form": form, "visit": visit}
    return render(request, "visits/form.html", context, status=422 if request.method == "POST" else 200)
