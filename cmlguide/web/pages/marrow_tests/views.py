"""Bone marrow tests: list, add, edit, delete and restore."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.judged import history_of
from cmlguide.records.models import MarrowTest, Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.pages.marrow_tests.form import MarrowTestForm
from cmlguide.web.words.marrow import fish_hint, marrow_lines
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in


@require_safe
def marrow_list(request: HttpRequest) -> HttpResponse:
    """Every marrow test with the name for its cell counts, newest first."""
    person = current_person(request)
    context = {
        "person": person,
        "lines": marrow_lines(history_of(person).marrow),
        "hands": hands_in(person),
    }
    return render(request, "marrow_tests/marrow_tests.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def marrow_add(request: HttpRequest) -> HttpResponse:
    """The form for a new bone marrow test."""
    person = current_person(request)
    form = MarrowTestForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        return _show(request, person, form)
    add_row(MarrowTest, person=person, **form.to_save())
    messages.success(request, _("Saved."))
    return redirect("marrow-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def marrow_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored bone marrow test."""
    person = current_person(request)
    marrow_test = row_to_change(request, person.marrow_tests, pk)
    form = MarrowTestForm(
        request.POST if request.method == "POST" else None, person=person, marrow_test=marrow_test
    )
    if not form.is_valid() or not form.saves(partial(edit_row, marrow_test, **form.to_save())):
        return _show(request, person, form, marrow_test)
    messages.success(request, _("Saved."))
    return redirect("marrow-list")


@require_POST
def marrow_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a bone marrow test; the notice offers to restore it."""
    marrow = delete_row(own_row(current_person(request).marrow_tests, pk))
    said = deleted_words("marrow_test", marrow)
    messages.success(request, said, extra_tags=reverse("marrow-restore", args=[pk]))
    return redirect("marrow-list")


@require_POST
def marrow_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted bone marrow test."""
    restore_row(get_object_or_404(current_person(request).marrow_tests, pk=pk))
    messages.success(request, _("Your bone marrow test is back."))
    return redirect("marrow-list")


def _show(
    request: HttpRequest, person: Person, form: MarrowTestForm, marrow_test: MarrowTest | None = None
) -> HttpResponse:
    context = {"person": person, "form": form, "marrow_test": marrow_test, "fish_hint": fish_hint()}
    return render(request, "marrow_tests/form.html", context, status=422 if request.method == "POST" else 200)
