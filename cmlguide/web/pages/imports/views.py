"""The preview of an import, and of a file with waiting questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.waiting_files import drop_waiting_file
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.heavy_work import heavy_work
from cmlguide.web.pages.imports.answering import answer
from cmlguide.web.pages.imports.draft import drop_draft, open_draft
from cmlguide.web.pages.imports.shelf import Shelf
from cmlguide.web.pages.imports.waiting import open_waiting_file


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@heavy_work
def import_show(request: HttpRequest) -> HttpResponse:
    """The preview; a POST takes the answers, reads the file again with them,
    and saves if that was pressed."""
    person = current_person(request)
    draft = open_draft(request, person)
    if draft is None:
        messages.warning(request, _("That file is no longer here. Choose it again: none of it was saved."))
        return redirect("data")
    return answer(Shelf(request, person, draft))


@require_POST
def import_cancel(request: HttpRequest) -> HttpResponse:
    """Discard the file; nothing was saved."""
    current_person(request)
    messages.info(request, _("Nothing was saved."))
    response = redirect("data")
    drop_draft(request, response)
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@heavy_work
def file_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page for a file whose questions wait in the record."""
    person = current_person(request)
    waiting = get_object_or_404(person.waiting_files.asking().defer(None), pk=pk)
    draft = open_waiting_file(waiting)
    if draft is None:
        drop_waiting_file(person=person, sha256=waiting.sha256)
        messages.warning(
            request, _("That file can no longer be opened. Choose it again to answer its questions.")
        )
        return redirect("data")
    return answer(Shelf(request, person, draft, waiting))


@require_POST
def file_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard the file and its questions; what was saved from it stays."""
    person = current_person(request)
    waiting = get_object_or_404(person.waiting_files.asking(), pk=pk)
    drop_waiting_file(person=person, sha256=waiting.sha256)
    messages.info(
        request, _("The questions are dropped and the file is deleted. What was saved of it stays.")
    )
    return redirect("data")
