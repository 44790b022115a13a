"""Your data: import it, take it with you, delete it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.records.actions.imports import redo_import, undo_import
from cmlguide.records.judged import history_of
from cmlguide.records.models import Letter, Person, WaitingFile
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.heavy_work import heavy_work
from cmlguide.web.frame.sent_once import may_be_sent_again
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.imports.draft import Draft, has_draft, keep_draft
from cmlguide.web.pages.imports.file_form import ImportFileForm
from cmlguide.web.pages.imports.past import import_lines
from cmlguide.web.pages.imports.reading import read_draft
from cmlguide.web.words.files import say
from cmlguide.web.words.waiting_files import waiting_lines


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What can be imported and exported, and what was imported so far."""
    return _show(request, current_person(request), ImportFileForm())


@may_be_sent_again
@sensitive_post_parameters()
@require_POST
@heavy_work
def import_read(request: HttpRequest) -> HttpResponse:
    """Read a file or text and show its contents. Nothing is added to the record yet."""
    person = current_person(request)
    form = ImportFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, person, form, status=422)
    content, name = form.given()
    draft = Draft(person.pk, content, name, pasted=not name)
    try:
        read_draft(draft, history_of(person), today_for(person))
    except FileRefusedError as refused:
        form.add_error("file" if name else "text", say(refused.reason))
        return _show(request, person, form, status=422)
    response = redirect("import-show")
    keep_draft(request, response, draft)
    return response


@require_safe
def import_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept letter, always as a download, so that nothing in it can run here."""
    batches = current_person(request).import_batches.kept()
    letter = get_object_or_404(Letter, batch=get_object_or_404(batches, pk=pk))
    kind, ending = ("application/pdf", "pdf") if letter.is_pdf else ("text/plain; charset=utf-8", "txt")
    response = HttpResponse(bytes(letter.content), content_type=kind)
    day = letter.batch.created_at.date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="letter-{day}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a whole import."""
    batch = get_object_or_404(current_person(request).import_batches, pk=pk)
    undo_import(batch=batch)
    again = reverse("import-restore", args=[pk])
    messages.success(request, _("Everything from this import is undone."), extra_tags=again)
    return redirect("data")


@require_POST
def import_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Redo an import that was undone."""
    redo_import(batch=get_object_or_404(current_person(request).import_batches, pk=pk))
    messages.success(request, _("The import is back."), extra_tags=reverse("import-undo", args=[pk]))
    return redirect("data")


def _show(request: HttpRequest, person: Person, form: ImportFileForm, status: int = 200) -> HttpResponse:
    kept = set(Letter.objects.filter(batch__person=person).values_list("batch_id", flat=True))
    context = {
        "person": person,
        "form": form,
        "has_draft": has_draft(request, person),
        "waiting": waiting_lines(WaitingFile.objects.asking_about(person)),
        "imports": import_lines(person.import_batches.all(), kept),
    }
    return render(request, "data/data.html", context, status=status)
