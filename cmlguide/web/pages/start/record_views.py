"""Opens a file from Start: a record file as a record of its own, any other in the import preview."""

from __future__ import annotations

from dataclasses import astuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.exchange.backup import read_backup
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.files.record_zip import is_record_zip, read_letters_in
from cmlguide.exchange.reading import recognise
from cmlguide.records.actions.letters import bring_letters_back
from cmlguide.records.actions.records import open_record
from cmlguide.records.same_record import find_record_with
from cmlguide.web.frame.access import choose_person, current_person_or_none
from cmlguide.web.frame.heavy_work import heavy_work
from cmlguide.web.frame.today import today_here
from cmlguide.web.frame.uploads import whole_of
from cmlguide.web.frame.zone import zone_for_new_record
from cmlguide.web.pages.imports.draft import Draft, keep_draft
from cmlguide.web.pages.imports.reading import read_draft
from cmlguide.web.pages.start.new_record import begin_record, own_records
from cmlguide.web.pages.start.record_form import RecordFileForm
from cmlguide.web.words.files import say
from milestones.history import History
from milestones.record import RecordProblems


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@heavy_work
def record_open(request: HttpRequest) -> HttpResponse:
    """Open a record file as a record of its own: all of it or nothing. No other record is touched."""
    form = RecordFileForm(request.POST, request.FILES) if request.method == "POST" else RecordFileForm()
    problems: tuple[str, ...] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        taken = _take(request, whole_of(file), file.name)
        if isinstance(taken, HttpResponse):
            return taken
        problems = taken
    context = {"person": current_person_or_none(request), "form": form, "problems": problems}
    return render(request, "start/record_open.html", context, status=422 if request.method == "POST" else 200)


def _take(request: HttpRequest, content: bytes, name: str) -> HttpResponse | tuple[str, ...]:
    """A redirect to the opened file, or why it cannot be opened, as sentences."""
    try:
        if recognise(content, name) == "record":
            return _open(request, content)
        return _bring_in(request, content, name)
    except FileRefusedError as refused:
        return (say(refused.reason),)


def _open(request: HttpRequest, content: bytes) -> HttpResponse | tuple[str, ...]:
    found = read_backup(content)
    if found.history is None:
        return tuple(say(problem) for problem in found.problems)
    person = find_record_with(own_records(request), found.history)
    words = _("You have this record already. It is open now; nothing was added.")
    if person is None:
        zone = zone_for_new_record(request)
        try:
            person = open_record(owner=request.user, history=found.history, time_zone=zone)  # type: ignore[arg-type]
        except RecordProblems as refused:
            return tuple(refused.problems)
        words = _("Your record is open.")
    if is_record_zip(content):
        letters = read_letters_in(content)
        bring_letters_back(person=person, letters=[astuple(letter) for letter in letters])
    choose_person(request, person)
    messages.success(request, words)
    return redirect("timeline")


def _bring_in(request: HttpRequest, content: bytes, name: str) -> HttpResponse | tuple[str, ...]:
    """On to the import preview, for the open record or, if none of their own is open, for a new one.

    Raises FileRefusedError.
    """
    draft = Draft(0, content, name)
    preview = read_draft(draft, History(), today_here(request))
    if preview.says_nothing:
        return tuple(say(problem) for problem in preview.problems)
    shown = current_person_or_none(request)
    own = shown if shown and not shown.example else own_records(request).first()
    person = own or begin_record(request)
    choose_person(request, person)
    draft.person = person.pk
    response = redirect("import-show")
    keep_draft(request, response, draft)
    return response
