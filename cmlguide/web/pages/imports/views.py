"""The preview of an import: what was found, what needs a choice, and Save."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.values import Preview
from cmlguide.records.history import history_of
from cmlguide.records.models import Person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.imports.choices import take_choices
from cmlguide.web.pages.imports.counts import saved_words
from cmlguide.web.pages.imports.draft import Draft, drop_draft, keep_draft, open_draft
from cmlguide.web.pages.imports.page import ImportPage, Offers, import_page
from cmlguide.web.pages.imports.reading import answer_draft, read_draft
from cmlguide.web.pages.imports.save import Saved, offers_diagnosis, offers_letter, save_import


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def import_show(request: HttpRequest) -> HttpResponse:
    """The preview; POST takes the answers, reads the file again with them, and saves if that was pressed."""
    person = current_person(request)
    draft = open_draft(request, person)
    if draft is None:
        messages.info(request, _("That file is no longer here. Choose it again: nothing of it was saved."))
        return redirect("data")
    if request.method != "POST":
        preview = _read(draft, person)
        offers = _offers(preview, draft, person)
        return _show(request, person, import_page(preview, draft, today_for(person), offers=offers))
    return _take(request, person, draft)


@require_POST
def import_cancel(request: HttpRequest) -> HttpResponse:
    """Let the file go; nothing was saved."""
    current_person(request)
    messages.info(request, _("Nothing was saved."))
    response = redirect("data")
    drop_draft(request, response)
    return response


def _take(request: HttpRequest, person: Person, draft: Draft) -> HttpResponse:
    today = today_for(person)
    differs = take_choices(draft, _read(draft, person), request.POST, today)
    if "save" in request.POST and not differs:
        return _save(request, person, draft)
    if "save" in request.POST:
        messages.info(
            request, _("Your answer changed how the file is read. Please look once more, then save.")
        )
    response = redirect("import-show")
    keep_draft(request, response, draft)
    return response


def _save(request: HttpRequest, person: Person, draft: Draft) -> HttpResponse:
    """Save all or nothing; with a question still open, the same page asks for it."""
    today, record = today_for(person), history_of(person)
    preview = read_draft(draft, record, today)
    answered = answer_draft(preview, draft, today)
    saved = Saved(None, answered.history)
    if not answered.unanswered:
        saved = save_import(person, preview, answered, record, draft)
    if answered.unanswered or saved.problems:
        page = import_page(preview, draft, today, answered.unanswered, offers=_offers(preview, draft, person))
        response = _show(request, person, page, saved.problems, status=422)
        keep_draft(request, response, draft)
        return response
    _tell(request, saved)
    response = redirect("data")
    drop_draft(request, response)
    return response


def _tell(request: HttpRequest, saved: Saved) -> None:
    if saved.batch is None:
        messages.info(request, _("Nothing new: your record has all of this already."))
        return
    said = saved_words(saved)
    undo = reverse("import-undo", args=[saved.batch.pk])
    messages.success(request, _("Saved: %(said)s.") % {"said": said}, extra_tags=undo)


def _offers(preview: Preview, draft: Draft, person: Person) -> Offers:
    return Offers(
        diagnosis=offers_diagnosis(preview, person),
        diagnosed_before=person.diagnosed_on,
        letter=offers_letter(preview, draft),
    )


def _read(draft: Draft, person: Person) -> Preview:
    """The preview; where an answer made the file unreadable, an empty one that says so."""
    try:
        return read_draft(draft, history_of(person), today_for(person))
    except FileRefusedError as refused:
        return Preview("", problems=(refused.reason,))


def _show(
    request: HttpRequest,
    person: Person,
    page: ImportPage,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {"person": person, "page": page, "problems": problems}
    return render(request, "imports/import.html", context, status=status)
