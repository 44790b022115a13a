"""Blood counts: their status, how they moved, add, edit, delete and restore."""

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
from cmlguide.records.judged import assess_with_history, history_of
from cmlguide.records.models import BloodCount, Person
from cmlguide.web.chart.counts.card import counts_card
from cmlguide.web.frame.access import current_person, person_asked_for
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.blood_counts.form import Beside, BloodCountForm
from cmlguide.web.pages.blood_counts.page import COUNTS_A_PAGE, count_lines, newest_count
from cmlguide.web.words.result.count_card import count_card
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in


@require_safe
def count_list(request: HttpRequest) -> HttpResponse:
    """The goals of the newest count, small charts on the timeline's axis, and every count."""
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    card = count_card(person, history, assessment)
    lines = count_lines(history.blood_counts, has_card=card is not None)
    page = Paginator(lines, COUNTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "counts": card,
        "newest": newest_count(history, assessment, has_card=card is not None),
        "chart": counts_card(assessment, history),
        "lines": page.object_list,
        "page": page,
        "hands": hands_in(person),
    }
    return render(request, "blood_counts/blood_counts.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def count_add(request: HttpRequest) -> HttpResponse:
    """The form for a new blood count; saved only when nothing is left to ask."""
    person = current_person(request)
    form = _form(request, person)
    if request.method != "POST" or not form.may_be_saved:
        return _show(request, person, form)
    add_row(BloodCount, person=person, **form.to_save())
    messages.success(request, _("Saved: %(count)s") % {"count": form.read_back()[0]})
    return redirect("count-list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def count_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored blood count."""
    person = current_person(request)
    count = row_to_change(request, person.blood_counts, pk)
    form = _form(request, person, count)
    if not form.may_be_saved or not form.saves(partial(edit_row, count, **form.to_save())):
        return _show(request, person, form)
    messages.success(request, _("Saved: %(count)s") % {"count": form.read_back()[0]})
    return redirect("count-list")


@may_be_sent_again
@sensitive_post_parameters()
@require_POST
def count_read_back(request: HttpRequest) -> HttpResponse:
    """What was understood so far, as a fragment; nothing is saved, nothing is judged."""
    form = _form(request, person_asked_for(request))
    form.is_valid()
    return render(request, "forms/_read_back.html", {"form": form})


@require_POST
def count_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a blood count; the notice offers to restore it."""
    count = delete_row(own_row(current_person(request).blood_counts, pk))
    said = deleted_words("blood_count", count)
    messages.success(request, said, extra_tags=reverse("count-restore", args=[pk]))
    return redirect("count-list")


@require_POST
def count_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted blood count."""
    restore_row(get_object_or_404(current_person(request).blood_counts, pk=pk))
    messages.success(request, _("Your blood count is back."))
    return redirect("count-list")


def _form(request: HttpRequest, person: Person, count: BloodCount | None = None) -> BloodCountForm:
    beside = Beside(person, history_of(person), today_for(person), count)
    return BloodCountForm(request.POST if request.method == "POST" else None, beside=beside)


def _show(request: HttpRequest, person: Person, form: BloodCountForm) -> HttpResponse:
    context = {"person": person, "form": form, "count": form.beside.editing}
    status = 422 if request.method == "POST" else 200
    return render(request, "blood_counts/form.html", context, status=status)
