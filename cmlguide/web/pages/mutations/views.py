"""Mutations: list, add, edit, delete and restore."""

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
from cmlguide.records.models import Mutation, Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.pages.mutations.form import MutationForm
from cmlguide.web.pages.mutations.page import gene_facts, mutation_lines
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in


@require_safe
def mutation_list(request: HttpRequest) -> HttpResponse:
    """Every mutation reported by a lab, newest first, with transcript and risk score."""
    person = current_person(request)
    context = {
        "person": person,
        "lines": mutation_lines(history_of(person).mutations),
        "facts": gene_facts(person),
        "hands": hands_in(person),
    }
    return render(request, "mutations/mutations.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def mutation_add(request: HttpRequest) -> HttpResponse:
    """The form for a new mutation."""
    person = current_person(request)
    form = MutationForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        return _show(request, person, form)
    add_row(Mutation, person=person, **form.to_save())
    messages.success(request, _("Saved."))
    return redirect("mutation-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def mutation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored mutation."""
    person = current_person(request)
    mutation = row_to_change(request, person.mutations, pk)
    form = MutationForm(request.POST if request.method == "POST" else None, person=person, mutation=mutation)
    if not form.is_valid() or not form.saves(partial(edit_row, mutation, **form.to_save())):
        return _show(request, person, form, mutation)
    messages.success(request, _("Saved."))
    return redirect("mutation-list")


@require_POST
def mutation_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a mutation; the notice offers to restore it."""
    mutation = delete_row(own_row(current_person(request).mutations, pk))
    said = deleted_words("mutation", mutation)
    messages.success(request, said, extra_tags=reverse("mutation-restore", args=[pk]))
    return redirect("mutation-list")


@require_POST
def mutation_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted mutation."""
    restore_row(get_object_or_404(current_person(request).mutations, pk=pk))
    messages.success(request, _("Your mutation is back."))
    return redirect("mutation-list")


def _show(
    request: HttpRequest, person: Person, form: MutationForm, mutation: Mutation | None = None
) -> HttpResponse:
    context = {"person": person, "form": form, "mutation": mutation}
    return render(request, "mutations/form.html", context, status=422 if request.method == "POST" else 200)
