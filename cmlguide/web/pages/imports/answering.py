"""What can be done with the preview of a file: look again, save what is sure, keep the rest for later."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.values import Preview
from cmlguide.web.pages.imports.choices import take_choices
from cmlguide.web.pages.imports.counts import kept_words, saved_words
from cmlguide.web.pages.imports.other_name import other_in_letter
from cmlguide.web.pages.imports.outcome import Outcome, outcome_of
from cmlguide.web.pages.imports.page import Errors, Offers, import_page
from cmlguide.web.pages.imports.reading import read_draft
from cmlguide.web.pages.imports.save import (
    Saved,
    keep_for_later,
    offers_diagnosis,
    offers_letter,
    save_import,
    saves_anything,
)
from cmlguide.web.pages.imports.shelf import Shelf


def answer(shelf: Shelf) -> HttpResponse:
    """The preview; a POST takes the answers, reads the file again with them,
    and saves if that was requested."""
    if shelf.request.method == "POST":
        return _take(shelf)
    preview = _read(shelf)
    return _show(shelf, preview, _outcome(shelf, preview))


def _take(shelf: Shelf) -> HttpResponse:
    posted = shelf.request.POST
    differs = take_choices(shelf.draft, _read(shelf), posted, shelf.today)
    if "save" in posted and not differs:
        return _save(shelf)
    if "later" in posted:
        return _wait(shelf)
    if "save" in posted:
        messages.info(
            shelf.request, _("Your answer changed how the file is read. Please check it again, then save.")
        )
    response = redirect(shelf.url)
    shelf.keep(response)
    return response


def _save(shelf: Shelf) -> HttpResponse:
    """Save what is sure. An insufficient answer is asked for again; an untouched question may wait."""
    preview = _read(shelf)
    outcome = _outcome(shelf, preview)
    errors = _errors(shelf, preview, outcome)
    problems: tuple[str, ...] = ()
    if errors is None:
        saved = save_import(shelf.person, preview, outcome, shelf.draft)
        problems = saved.problems
    if errors is not None or problems:
        response = _show(shelf, preview, outcome, errors or Errors(), problems)
        shelf.keep(response)
        return response
    _tell(shelf, saved)
    response = redirect("data")
    shelf.leave(response)
    return response


def _errors(shelf: Shelf, preview: Preview, outcome: Outcome) -> Errors | None:
    """Where the page has to ask again before anything is saved; None if nowhere."""
    if outcome.begun:
        return Errors(outcome.begun)
    if outcome.questions and not saves_anything(shelf.person, preview, outcome, shelf.draft):
        return Errors(outcome.open_rows, whole_file=True)
    return None


def _wait(shelf: Shelf) -> HttpResponse:
    """Save nothing and keep the questions."""
    preview = _read(shelf)
    outcome = _outcome(shelf, preview)
    response = redirect("data")
    if outcome.questions:
        keep_for_later(shelf.person, preview, outcome, shelf.draft)
        messages.success(shelf.request, kept_words(outcome.questions))
        shelf.leave(response)
    return response


def _read(shelf: Shelf) -> Preview:
    """The preview; if an answer made the file unreadable, an empty one that says so."""
    try:
        return read_draft(shelf.draft, shelf.record, shelf.today)
    except FileRefusedError as refused:
        return Preview("", problems=(refused.reason,))


def _outcome(shelf: Shelf, preview: Preview) -> Outcome:
    return outcome_of(preview, shelf.draft, shelf.record, shelf.today)


def _show(
    shelf: Shelf,
    preview: Preview,
    outcome: Outcome,
    errors: Errors | None = None,
    problems: tuple[str, ...] = (),
) -> HttpResponse:
    person = shelf.person
    offers = Offers(
        diagnosis=offers_diagnosis(preview, person),
        diagnosed_before=person.diagnosed_on,
        letter=offers_letter(preview, shelf.draft),
    )
    page = import_page(preview, shelf.draft, shelf.today, outcome, offers, errors or Errors())
    context = {
        "person": person,
        "page": page,
        "problems": problems,
        "shelf": shelf,
        "other": other_in_letter(shelf),
    }
    status = 200 if errors is None else 422
    return render(shelf.request, "imports/import.html", context, status=status)


def _tell(shelf: Shelf, saved: Saved) -> None:
    if saved.batch is None:
        messages.info(shelf.request, _("Nothing new: your record has all of this already."))
        return
    undo = reverse("import-undo", args=[saved.batch.pk])
    messages.success(shelf.request, saved_words(saved), extra_tags=undo)
