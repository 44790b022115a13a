"""Prepare: choose up to three questions for the page, in order, from the results' and the person's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from cmlguide.records.actions.questions import choose_question, move_question, restore_question
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.judged import assess_person, assess_with_history
from cmlguide.records.kept_rows import kept_rows
from cmlguide.records.models import PageQuestion
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.fragments import tell_record_changed, wants_fragment
from cmlguide.web.frame.own_row import own_row
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.prepare.page import prepare_page
from cmlguide.web.pages.prepare.question_form import OwnQuestionForm
from cmlguide.web.words.questions.cards import prompt_cards
from cmlguide.web.words.result.count_card import count_card


@require_safe
@vary_on_headers("HX-Request")
def prepare(request: HttpRequest) -> HttpResponse:
    """The page, or for htmx only its list of questions."""
    template = "prepare/_questions.html" if wants_fragment(request) else "prepare/prepare.html"
    return _render_page(request, template, OwnQuestionForm())


@require_POST
def question_choose(request: HttpRequest) -> HttpResponse:
    """Put a question on the page: `code` for one the results raise, else `text` in the person's words."""
    return _choose_raised(request) if request.POST.get("code") else _choose_own(request)


@require_POST
def question_unchoose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question off the page; the notice offers to restore it."""
    delete_row(_own_row(request, pk))
    messages.success(request, _("Removed from your page."), extra_tags=reverse("question-restore", args=[pk]))
    return redirect("prepare")


@require_POST
def question_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a question in its old place."""
    restore_question(question=get_object_or_404(current_person(request).page_questions.deleted(), pk=pk))
    return redirect("prepare")


@require_POST
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a question one place up or down."""
    move_question(question=_own_row(request, pk), up=request.POST.get("to") == "up")
    return _done(request, "prepare")


def _choose_raised(request: HttpRequest) -> HttpResponse:
    person = current_person(request)
    cards = {card.code: card for card in prompt_cards(assess_person(person, today_for(person)), ())}
    card = cards.get(request.POST["code"])
    if card is not None:
        choose_question(person=person, code=card.code, text=card.question)
    return _done(request, "timeline" if request.POST.get("back") == "timeline" else "prepare")


def _choose_own(request: HttpRequest) -> HttpResponse:
    form = OwnQuestionForm(request.POST)
    if not form.is_valid():
        template = "prepare/_own_question.html" if wants_fragment(request) else "prepare/prepare.html"
        return _render_page(request, template, form, status=422)
    choose_question(person=current_person(request), text=form.cleaned_data["text"])
    if wants_fragment(request):
        fresh = render(request, "prepare/_own_question.html", {"form": OwnQuestionForm()})
        return tell_record_changed(fresh)
    return redirect("prepare")


def _done(request: HttpRequest, page: str) -> HttpResponse:
    """An empty response, after which the page's own fragment reloads itself; without htmx, the page."""
    if wants_fragment(request):
        return tell_record_changed(HttpResponse(status=204))
    return redirect(page)


def _own_row(request: HttpRequest, pk: int) -> PageQuestion:
    return own_row(current_person(request).page_questions, pk)


def _render_page(
    request: HttpRequest, template: str, form: OwnQuestionForm, status: int = 200
) -> HttpResponse:
    person = current_person(request)
    history, assessment = assess_with_history(person, today_for(person))
    page = prepare_page(
        person,
        assessment,
        kept_rows(person, "page_questions"),
        kept_rows(person, "visits"),
        kept_rows(person, "checklist_answers"),
    )
    context = {
        "person": person,
        "counts": count_card(person, history, assessment),
        "page": page,
        "form": form,
    }
    return render(request, template, context, status=status)
