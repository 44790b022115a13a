"""Medicines: list, add, edit, delete and restore."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, last_change, restore_row, undo_edit
from cmlguide.records.actions.seen import ChangedMeanwhileError
from cmlguide.records.judged import history_of, history_with_taken
from cmlguide.records.models import Medicine, Person
from cmlguide.web.chart.medicine_bands import medicine_bands
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.row_numbers import row_number
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.medicines.form import Beside, MedicineForm
from cmlguide.web.pages.medicines.page import last_checked, medicine_lines
from cmlguide.web.words.medicines import medicine_words
from cmlguide.web.words.result.newest import hold
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in


@require_safe
def medicine_list(request: HttpRequest) -> HttpResponse:
    """Every medicine with its dates, newest first."""
    person = current_person(request)
    today = today_for(person)
    history, taken = history_with_taken(person, today)
    treatments = history.treatments
    context = {
        "person": person,
        "hold": hold(taken),
        "lines": medicine_lines(treatments, today),
        "bands": medicine_bands(history, today),
        "hands": hands_in(person),
        "checks": last_checked(treatments, today),
    }
    return render(request, "medicines/medicines.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def medicine_add(request: HttpRequest) -> HttpResponse:
    """The form for a new medicine, or a new dose of one; saved only when nothing is left to ask."""
    person = current_person(request)
    form = _form(request, person)
    if not form.may_be_saved:
        return _show(request, person, form)
    added = add_row(Medicine, person=person, **form.to_save())
    _say_saved(request, added, undo=reverse("medicine-delete", args=[added.pk]))
    return redirect("medicine-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def medicine_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored medicine."""
    person = current_person(request)
    medicine = row_to_change(request, person.medicines, pk)
    form = _form(request, person, medicine)
    before = last_change(medicine) if form.is_bound else None
    if not form.may_be_saved or not form.saves(partial(edit_row, medicine, **form.to_save())):
        return _show(request, person, form)
    change = last_change(medicine)
    undo = f"{reverse('medicine-undo', args=[pk])}?change={change.pk}" if change and change != before else ""
    _say_saved(request, medicine, undo=undo)
    return redirect("medicine-list")


@require_POST
def medicine_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the last change to a medicine, if it is still the one the notice mentioned."""
    medicine, change = own_row(current_person(request).medicines, pk), request.GET.get("change", "")
    try:
        undo_edit(medicine, change=row_number(change) or None)
        messages.success(request, _("Your medicine is as it was before."))
    except ChangedMeanwhileError:
        messages.warning(request, _("It was changed again since then. Nothing is undone."))
    return redirect("medicine-list")


@require_POST
def medicine_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a medicine; the notice offers to restore it."""
    medicine = delete_row(own_row(current_person(request).medicines, pk))
    said = deleted_words("medicine", medicine)
    messages.success(request, said, extra_tags=reverse("medicine-restore", args=[pk]))
    return redirect("medicine-list")


@require_POST
def medicine_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted medicine."""
    restore_row(get_object_or_404(current_person(request).medicines, pk=pk))
    messages.success(request, _("Your medicine is back."))
    return redirect("medicine-list")


def _say_saved(request: HttpRequest, medicine: Medicine, *, undo: str) -> None:
    """The notice, with a way back if there is something to undo."""
    messages.success(
        request, _("Saved: %(medicine)s") % {"medicine": medicine_words(medicine.medicine)}, extra_tags=undo
    )


def _form(request: HttpRequest, person: Person, medicine: Medicine | None = None) -> MedicineForm:
    beside = Beside(person, history_of(person), today_for(person), medicine)
    return MedicineForm(request.POST if request.method == "POST" else None, beside=beside)


def _show(request: HttpRequest, person: Person, form: MedicineForm) -> HttpResponse:
    context = {"person": person, "form": form, "medicine": form.beside.editing}
    return render(request, "medicines/form.html", context, status=422 if request.method == "POST" else 200)
