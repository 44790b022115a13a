"""The record as a file: save it, and open one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.exchange.backup import read_backup
from cmlguide.records.actions.records import open_record
from cmlguide.web.frame.access import choose_person, current_person_or_none
from cmlguide.web.pages.start.record_form import RecordFileForm
from cmlguide.web.words.files import say
from milestones.record import RecordProblems


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def record_open(request: HttpRequest) -> HttpResponse:
    """Open a record file as a record of its own: all of it or nothing. No other record is touched."""
    form = RecordFileForm(request.POST, request.FILES) if request.method == "POST" else RecordFileForm()
    problems: tuple[str, ...] = ()
    if form.is_valid():
        problems = _open(request, form.cleaned_data["file"].read())
        if not problems:
            messages.success(request, _("Your record is open."))
            return redirect("timeline")
    context = {"person": current_person_or_none(request), "form": form, "problems": problems}
    return render(request, "start/record_open.html", context, status=422 if request.method == "POST" else 200)


def _open(request: HttpRequest, data: bytes) -> tuple[str, ...]:
    """Why the file cannot be opened, as sentences; empty when it has been."""
    found = read_backup(data)
    if found.history is None:
        return tuple(say(problem) for problem in found.problems)
    try:
        person = open_record(owner=request.user, history=found.history)  # type: ignore[arg-type]
    except RecordProblems as refused:
        return tuple(refused.problems)
    choose_person(request, person)
    return ()
