"""After a visit: the answers to each question on the page, what was decided, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.visits import record_visit
from cmlguide.records.judged import assess_person
from cmlguide.records.kept_rows import kept_rows
from cmlguide.records.models import Answer, Person, Visit
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import row_to_change
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.visits.after import AskedQuestion, asked_questions, with_posted
from cmlguide.web.pages.visits.after_form import VisitAfterForm
from cmlguide.web.words.dates import long_date
from cmlguide.web.words.visits import is_recent


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def visit_after(request: HttpRequest, pk: int) -> HttpResponse:
    """One form: a box for each question, the decisions, the next test and the next visit."""
    person = current_person(request)
    visit = row_to_change(request, person.visits, pk)
    answers = list(visit.answers.kept())
    asked = with_posted(_asked(person, visit, answers), request.POST)
    form = VisitAfterForm(request.POST or None, person=person, visit=visit, asked=asked, answers=answers)
    if not form.is_valid() or not form.saves(partial(record_visit, visit=visit, **form.to_save())):
        status = 422 if request.method == "POST" else 200
        context = {"person": person, "form": form, "visit": visit, "day": long_date(visit.visit_on)}
        return render(request, "visits/after.html", context, status=status)
    messages.success(request, _("Saved. It is in your record and helps at the next visit."))
    return redirect("visit-list")


def _asked(person: Person, visit: Visit, answers: Iterable[Answer]) -> tuple[AskedQuestion, ...]:
    """The questions answered at the visit, and those on the page unless the visit was long before them."""
    today = today_for(person)
    if not is_recent(visit, today):
        return asked_questions(answers)
    return asked_questions(answers, kept_rows(person, "page_questions"), assess_person(person, today))
