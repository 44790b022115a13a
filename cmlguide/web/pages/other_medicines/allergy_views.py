"""One allergy: add, edit, delete and restore. The list is on the page of other medicines."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import Allergy, Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.pages.other_medicines.form import AllergyForm
from cmlguide.web.words.row_names import deleted_words


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def allergy_add(request: HttpRequest) -> HttpResponse:
    """The form for an allergy."""
    person = current_person(request)
    form = AllergyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, person, form)
    allergy = add_row(Allergy, person=person, **form.to_save())
    messages.success(request, _("Saved: %(allergy)s") % {"allergy": allergy.name})
    return redirect("other-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def allergy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored allergy."""
    person = current_person(request)
    allergy = row_to_change(request, person.allergies, pk)
    form = AllergyForm(request.POST if request.method == "POST" else None, allergy=allergy)
    if not form.is_valid() or not form.saves(partial(edit_row, allergy, **form.to_save())):
        return _show(request, person, form, allergy)
    messages.success(request, _("Saved: %(allergy)s") % {"allergy": allergy.name})
    return redirect("other-list")


@require_POST
def allergy_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an allergy off the list; the notice offers to restore it."""
    allergy = delete_row(own_row(current_person(request).allergies, pk))
    said = deleted_words("allergy", allergy)
    messages.success(request, said, extra_tags=reverse("allergy-restore", args=[pk]))
    return redirect("other-list")


@require_POST
def allergy_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted allergy."""
    restore_row(get_object_or_404(current_person(request).allergies, pk=pk))
    messages.success(request, _("Your allergy is back."))
    return redirect("other-list")


def _show(
    request: HttpRequest, person: Person, form: AllergyForm, allergy: Allergy | None = None
) -> HttpResponse:
    context = {"person": person, "form": form, "allergy": allergy}
    status = 422 if request.method == "POST" else 200
    return render(request, "other_medicines/allergy_form.html", context, status=status)
