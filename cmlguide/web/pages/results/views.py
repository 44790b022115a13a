"""Results: the list, newest first, the page of one, and adding, editing and deleting one."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from cmlguide.records.actions.results import add_result, edit_result, empty_lab_limit, fill_lab_limit
from cmlguide.records.actions.rows import delete_row, restore_row
from cmlguide.records.judged import Judged, history_of, judge
from cmlguide.records.models import Person, Result
from cmlguide.web.chart.number_line import number_lines
from cmlguide.web.chart.number_line_svg import write_number_lines
from cmlguide.web.fields.date_fields import as_boxes
from cmlguide.web.frame.access import current_person, person_asked_for
from cmlguide.web.frame.fragments import wants_fragment
from cmlguide.web.frame.made_once import made_once
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.row_numbers import row_number
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.results.explained import how_we_got_this
from cmlguide.web.pages.results.form import Beside, ResultForm
from cmlguide.web.pages.results.more_fields import more_fields
from cmlguide.web.pages.results.page import (
    RESULTS_A_PAGE,
    ResultLine,
    lab_lines,
    result_lines,
    result_page,
    shared_chip,
)
from cmlguide.web.words.result.count_card import count_card
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in
from milestones import history as engine
from milestones.assessment import Assessment


@sensitive_post_parameters()
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def result_add(request: HttpRequest) -> HttpResponse:
    """The form for a new result; saved only when nothing is left to ask."""
    person = current_person(request)
    form = _form(request, person)
    if request.method != "POST" or not form.may_be_saved:
        return _show(request, person, form)
    add_result(person=person, **form.to_save())
    messages.success(request, _("Saved: %(result)s") % {"result": form.read_back()[0]})
    return _go(request, reverse("timeline"))


@sensitive_post_parameters()
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored result."""
    person = current_person(request)
    result = row_to_change(request, person.results, pk)
    form = _form(request, person, result)
    if not form.may_be_saved or not form.saves(partial(edit_result, result=result, **form.to_save())):
        return _show(request, person, form)
    messages.success(request, _("Saved: %(result)s") % {"result": form.read_back()[0]})
    return _go(request, reverse("result-show", args=[pk]))


@may_be_sent_again
@sensitive_post_parameters()
@require_POST
def result_read_back(request: HttpRequest) -> HttpResponse:
    """What was understood so far, as a fragment; nothing is saved, nothing is judged."""
    form = _form(request, person_asked_for(request))
    form.is_valid()
    return render(request, "forms/_read_back.html", {"form": form})


@require_POST
def result_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a result; the notice offers to restore it."""
    result = delete_row(own_row(current_person(request).results, pk))
    said = deleted_words("result", result)
    messages.success(request, said, extra_tags=reverse("result-restore", args=[pk]))
    return _go(request, reverse("result-list"))


@require_POST
def result_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted result."""
    restore_row(get_object_or_404(current_person(request).results, pk=pk))
    messages.success(request, _("Your result is back."))
    return _go(request, reverse("result-list"))


@require_POST
def lab_limit_fill(request: HttpRequest) -> HttpResponse:
    """Use the limit on a laboratory's other reports for those of its reports without one."""
    lab = request.POST.get("lab", "")
    if not fill_lab_limit(person=current_person(request), lab=lab):
        raise Http404
    messages.success(request, _("Filled in. Each of these results is marked."))
    return redirect("result-list")


@require_POST
def lab_limit_empty(request: HttpRequest) -> HttpResponse:
    """Remove the filled-in limits again."""
    if not empty_lab_limit(person=current_person(request), lab=request.POST.get("lab", "")):
        raise Http404
    messages.success(request, _("Taken out again. Your results are as the reports gave them."))
    return redirect("result-list")


def _form(request: HttpRequest, person: Person, result: Result | None = None) -> ResultForm:
    today = today_for(person)
    taken, lab = _taken(request, person, today)
    beside = Beside(person, history_of(person), today, result, taken, lab)
    return ResultForm(request.POST if request.method == "POST" else None, beside=beside)


def _taken(request: HttpRequest, person: Person, today: date) -> tuple[date | None, str]:
    """The day and the laboratory to offer, from the address: today, or those of a sample that was waited
    for."""
    asked = request.GET.get("taken", "")
    if asked == "today":
        return today, ""
    sample = person.waiting_samples.kept().filter(pk=row_number(asked)).first() if asked else None
    return (sample.taken_on, sample.lab) if sample else (None, "")


def _show(request: HttpRequest, person: Person, form: ResultForm) -> HttpResponse:
    template = "results/_form.html" if wants_fragment(request) else "results/form.html"
    editing = form.beside.editing
    today = None if editing else as_boxes(form.beside.today)
    context = {"person": person, "form": form, "result": editing, "today": today, "more": more_fields(form)}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Redirect to another page; for htmx with its own header."""
    return HttpResponseClientRedirect(address) if wants_fragment(request) else redirect(address)


@require_safe
def result_list(request: HttpRequest) -> HttpResponse:
    """Every result as reported, with its level and verdict."""
    person = current_person(request)
    judged = judge(person, today_for(person))
    history, assessment = judged.history, judged.assessment
    page = Paginator(history.results[::-1], RESULTS_A_PAGE).get_page(request.GET.get("page"))
    lines = made_once(judged, "results", partial(_lines, page, assessment), page.number)
    context = {
        "person": person,
        "counts": count_card(person, history, assessment),
        "lines": lines,
        "shared_chip": shared_chip(lines),
        "hands": hands_in(person),
        "page": page,
        "labs": lab_lines(history.results),
    }
    return render(request, "results/results.html", context)


def _lines(page: Page[engine.Result], assessment: Assessment, _number: int) -> list[ResultLine]:
    return result_lines(page.object_list, assessment)


@require_safe
def result_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One result: its number on a line, what it was compared with, and how."""
    person = current_person(request)
    judged = judge(person, today_for(person))
    explained = made_once(judged, "result", partial(_explain, person, judged), str(pk))
    if explained is None:
        raise Http404
    context = {
        "person": person,
        "counts": count_card(person, judged.history, judged.assessment),
        "hands": hands_in(person),
        **explained,
    }
    return render(request, "results/result.html", context)


def _explain(person: Person, judged: Judged, key: str) -> dict[str, object] | None:
    """What the page of a result says of it; None if there is no such result."""
    result = next((row for row in judged.history.results if row.key == key), None)
    if result is None:
        return None
    page = result_page(person, result, judged.assessment, judged.history.mutations)
    return {
        "page": page,
        "how": how_we_got_this(result, judged.history, judged.assessment, judged.judgement),
        "drawings": write_number_lines(number_lines(result, judged.assessment), page.line_words),
    }
