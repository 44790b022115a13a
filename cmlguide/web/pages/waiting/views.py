"""Waiting for a result: what is at the lab; add, edit, close, delete and restore."""

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
from cmlguide.records.judged import history_with_taken
from cmlguide.records.models import Person, WaitingSample
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.waiting.form import WaitingForm
from cmlguide.web.pages.waiting.page import outcomes_of, waiting_lines
from cmlguide.web.words.result.newest import hold
from cmlguide.web.words.row_names import deleted_words


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """The samples at the lab, and what each outcome would mean."""
    person = current_person(request)
    today = today_for(person)
    taken = history_with_taken(person, today)[1]
    context = {
        "person": person,
        "lines": waiting_lines(person.waiting_samples.kept(), today),
        "outcomes": outcomes_of(taken),
        "hold": hold(taken),
    }
    return render(request, "waiting/waiting.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_add(request: HttpRequest) -> HttpResponse:
    """The form for a new sample."""
    person = current_person(request)
    form = WaitingForm(request.POST or None, person=person)
    if not form.is_valid():
        return _show(request, person, form)
    add_row(WaitingSample, person=person, **form.to_save())
    messages.success(request, _("Saved. We close it when you enter the result from that day."))
    return redirect("waiting-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored sample."""
    person = current_person(request)
    sample = row_to_change(request, person.waiting_samples, pk)
    form = WaitingForm(request.POST or None, person=person, sample=sample)
    if not form.is_valid() or not form.saves(partial(edit_row, sample, **form.to_save())):
        return _show(request, person, form, sample)
    messages.success(request, _("Saved."))
    return redirect("waiting-list")


@require_POST
def waiting_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sample off the list; the notice offers to restore it."""
    sample = delete_row(own_row(current_person(request).waiting_samples, pk))
    said = deleted_words("waiting_sample", sample)
    messages.success(request, said, extra_tags=reverse("waiting-restore", args=[pk]))
    return redirect("waiting-list")


@require_POST
def waiting_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted sample."""
    restore_row(get_object_or_404(current_person(request).waiting_samples, pk=pk))
    messages.success(request, _("Your sample is back."))
    return redirect("waiting-list")


def _show(
    request: HttpRequest, person: Person, form: WaitingForm, sample: WaitingSample | None = None
) -> HttpResponse:
    context = {"person": person, "form": form, "sample": sample}
    return render(request, "waiting/form.html", context, status=422 if request.method == "POST" else 200)
