"""The short checklist about a rise, answered once for the newest result."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.checklist import answer_checklist
from cmlguide.records.judged import assess_person
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.prepare.checklist_form import ChecklistForm
from cmlguide.web.words.dates import long_date
from cmlguide.web.words.questions.checklist import asked_about, items_for
from cmlguide.web.words.result.newest import hold


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest) -> HttpResponse:
    """The questions about the result that rose; without a result there is nothing to ask."""
    person = current_person(request)
    assessment = assess_person(person, today_for(person))
    day = asked_about(assessment)
    if day is None:
        return redirect("prepare")
    answers = person.checklist_answers.kept().filter(result_on=day)
    form = ChecklistForm(request.POST or None, items=items_for(assessment), answers=answers)
    write = partial(answer_checklist, person=person, result_on=day)
    if not form.is_valid() or not form.saves(partial(write, answers=form.to_save())):
        status = 422 if request.method == "POST" else 200
        context = {"person": person, "form": form, "day": long_date(day), "hold": hold(assessment)}
        return render(request, "prepare/checklist.html", context, status=status)
    messages.success(request, _("Saved. Your answers help your team read the number."))
    return redirect("prepare")
