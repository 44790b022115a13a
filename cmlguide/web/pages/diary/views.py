"""Diary: the month, the whole list, and adding, editing and printing one entry."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cmlguide.records.actions.rows import add_row, delete_row, edit_row, restore_row
from cmlguide.records.history import is_without_treatment
from cmlguide.records.models import DiaryEntry, Person
from cmlguide.web.fields.date_fields import as_boxes
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.fragments import tell_record_changed, wants_fragment
from cmlguide.web.frame.own_row import own_row, row_to_change
from cmlguide.web.frame.row_numbers import row_number
from cmlguide.web.frame.today import latest_today_for, today_for
from cmlguide.web.pages.diary.form import FORMS, DiaryEntryForm
from cmlguide.web.pages.diary.month import last_of, month_back, month_of, month_page
from cmlguide.web.words.dates import day_and_month
from cmlguide.web.words.diary import names as diary_words
from cmlguide.web.words.diary.entries import diary_line, diary_lines, one_taps, saved_words
from cmlguide.web.words.diary.signs import shown_since, signs_first
from cmlguide.web.words.result.newest import phones
from cmlguide.web.words.row_names import deleted_words
from cmlguide.web.words.sharing import hands_in
from cmlguide.web.words.warning_signs import emergency_number

ROWS_A_PAGE = 50
TAPS_SHOWN = 6  # what a phone shows at once; the rest open with a tap
ADD_URLS = {
    "side_effect": "diary-add-side-effect",
    "dose": "diary-add-dose",
    "note": "diary-add-note",
    "new_intake": "diary-add-new",
}


@require_safe
def diary_list(request: HttpRequest) -> HttpResponse:
    """One month, with entries that take two taps; any matching warning sign comes first."""
    person = current_person(request)
    today = today_for(person)
    month = _month_asked_for(request, person, today)
    found = list(_between(person, month, last_of(month)) | _between(person, shown_since(today), today))
    entries = [entry for entry in found if entry.happened_on <= last_of(month) and entry.last_on >= month]
    without = is_without_treatment(person, today)
    context = {
        "person": person,
        "kinds": _kinds(without=without),
        "without": without,
        "signs": signs_first(found, today),
        "emergency": emergency_number(person.country),
        "phones": phones(person),
        "month": month_page(entries, month, today, person.date_order),
        "lines": diary_lines(reversed(entries)),
        "hands": hands_in(person),
    }
    return render(request, "diary/diary.html", context)


@require_safe
def diary_all(request: HttpRequest) -> HttpResponse:
    """Every entry, newest first, in pages."""
    person = current_person(request)
    entries = person.diary_entries.kept().order_by("-happened_on", "-pk")
    page = Paginator(entries, ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines = diary_lines(page.object_list)
    context = {"person": person, "lines": lines, "page": page, "hands": hands_in(person)}
    return render(request, "diary/all.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def diary_add(request: HttpRequest, kind: str) -> HttpResponse:
    """A new entry of one kind: with one tap for today, or the whole form."""
    person = current_person(request)
    form = _form(request, person, kind)
    if not form.is_valid():
        return _show(request, person, form)
    entry = add_row(DiaryEntry, person=person, **form.to_save())
    messages.success(request, saved_words(entry))
    return redirect(_month_of(entry))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def diary_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form for a stored entry."""
    person = current_person(request)
    entry = row_to_change(request, person.diary_entries, pk)
    form = _form(request, person, entry.kind, entry)
    if not form.is_valid() or not form.saves(partial(edit_row, entry, **form.to_save())):
        return _show(request, person, form, entry)
    messages.success(request, saved_words(entry))
    return redirect(_month_of(entry))


@require_POST
def diary_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an entry; the notice offers to restore it."""
    entry = delete_row(_own_row(request, pk))
    said = deleted_words("diary_entry", entry)
    messages.success(request, said, extra_tags=reverse("diary-restore", args=[pk]))
    return redirect(_month_of(entry))


@require_POST
def diary_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a deleted entry."""
    entry = restore_row(get_object_or_404(current_person(request).diary_entries, pk=pk))
    messages.success(request, _("Your entry is back."))
    return redirect(_month_of(entry))


@require_POST
def diary_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an entry on the page for the visit (if `prints` is not empty), or take it off."""
    entry = edit_row(_own_row(request, pk), prints=bool(request.POST.get("prints")))
    if wants_fragment(request):
        line = diary_line(entry)
        return tell_record_changed(render(request, "diary/_print.html", {"line": line}))
    return redirect(_month_of(entry))


def _own_row(request: HttpRequest, pk: int) -> DiaryEntry:
    return own_row(current_person(request).diary_entries, pk)


def _between(person: Person, first: date, last: date) -> QuerySet[DiaryEntry]:
    """The entries that overlap the days from `first` to `last`, both included, in order."""
    goes_on = Q(happened_on__gte=first) | Q(until_on__gte=first)
    return person.diary_entries.kept().filter(goes_on, happened_on__lte=last)


def _kinds(*, without: bool) -> list[dict[str, Any]]:
    """The buttons for a quick entry; none for a missed dose in a time without a tablet."""
    return [
        {"words": words, "sign": diary_words.SIGNS[kind], "url": reverse(ADD_URLS[kind])}
        for kind, words in diary_words.KINDS.items()
        if not (without and kind == "dose")
    ]


def _form(request: HttpRequest, person: Person, kind: str, entry: DiaryEntry | None = None) -> DiaryEntryForm:
    today, latest = today_for(person), latest_today_for(person)
    return FORMS[kind](_posted(request), person=person, today=today, latest=latest, entry=entry)


def _used_symptoms(person: Person) -> dict[str, int]:
    """How often each symptom stands in the diary."""
    rows = person.diary_entries.kept().filter(kind="side_effect").order_by()
    return dict(rows.values_list("symptom").annotate(Count("pk")))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _month_of(entry: DiaryEntry) -> str:
    return f"{reverse('diary-list')}?entry={entry.pk}"


def _month_asked_for(request: HttpRequest, person: Person, today: date) -> date:
    """The month of the entry the address names, deleted or not; else so many months back."""
    named = row_number(request.GET.get("entry", ""))
    entry = person.diary_entries.filter(pk=named).first() if named else None
    return month_of(entry.happened_on, today) if entry else month_back(request.GET.get("back", ""), today)


def _show(
    request: HttpRequest, person: Person, form: DiaryEntryForm, entry: DiaryEntry | None = None
) -> HttpResponse:
    taps = () if entry else one_taps(form.kind, _used_symptoms(person) if form.kind == "side_effect" else {})
    context = {
        "person": person,
        "form": form,
        "entry": entry,
        "fields": f"diary/_fields_{form.kind}.html",
        "kind": diary_words.KINDS[form.kind],
        "taps": taps[:TAPS_SHOWN],
        "more_taps": taps[TAPS_SHOWN:],
        "today": as_boxes(form.today),
        "today_words": day_and_month(form.today, today=form.today),
        "action": reverse("diary-edit", args=[entry.pk]) if entry else reverse(ADD_URLS[form.kind]),
    }
    return render(request, "diary/form.html", context, status=422 if request.method == "POST" else 200)
