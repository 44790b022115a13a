"""Other medicines and allergies: the list; one medicine: add, edit, delete and restore."""

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
from cmlguide.records.models import OtherMedicine, Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.other_medicines.form import OtherMedicineForm
from cmlguide.web.pages.other_medicines.page import other_medicine_lines
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in


@require_safe
def other_list(request: HttpRequest) -> HttpResponse:
    """What is taken besides the CML medicine, and the allergies."""
    person = current_person(request)
    context = {
        "person": person,
        "lines": other_medicine_lines(person.other_medicines.kept(), today_for(person)),
        "allergies": list(person.allergies.kept()),
        "hands": hands_in(person),
    }
    return render(request, "other_medicines/other_medicines.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def other_add(request: HttpRequest) -> HttpResponse:
    """The form for another medicine."""
    person = current_person(request)
    form = OtherMedicineForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        return _show(request, person, form)
    medicine = add_row(OtherMedicine, person=person, **form.to_save())
    messages.success(request, _("Saved: %(medicine)s") % {"medicine": medicine.name})
    return redirect("other-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def other_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored medicine."""
    person = current_person(request)
    medicine = row_to_change(request, person.other_medicines, pk)
    posted = request.POST if request.method == "POST" else None
    form = OtherMedicineForm(posted, person=person, medicine=medicine)
    if not form.is_valid() or not form.saves(partial(edit_row, medicine, **form.to_save())):
        return _show(request, person, form, medicine)
    messages.success(request, _("Saved: %(medicine)s") % {"medicine": medicine.name})
    return redirect("other-list")


@require_POST
def other_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a medicine off the list; the notice offers to restore it."""
    medicine = delete_row(own_row(current_person(request).other_medicines, pk))
    said = deleted_words("other_medicine", medicine)
    messages.success(request, said, extra_tags=reverse("other-restore", args=[pk]))
    return redirect("other-list")


@require_POST
def other_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted medicine."""
    row = get_object_or_404(current_person(request).other_medicines, pk=pk)
    restore_row(row)
    messages.success(request, _("Your medicine is back."))
    return redirect("other-list")


def _show(
    request: HttpRequest, person: Person, form: OtherMedicineForm, medicine: OtherMedicine | None = None
) -> HttpResponse:
    context = {"person": person, "form": form, "medicine": medicine}
    status = 422 if request.method == "POST" else 200
    return render(request, "other_medicines/form.html", context, status=status)
