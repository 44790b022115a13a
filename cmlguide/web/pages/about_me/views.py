"""About me: the facts that decide which checkpoints apply, and whom to call."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.history import history_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.setup import setup_offer
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.about_me.form import AboutMeForm
from cmlguide.web.words.goals import goals_in_short


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def about_me(request: HttpRequest) -> HttpResponse:
    """The person's facts in one form; everything may stay empty."""
    person = current_person(request)
    history = history_of(person)
    data = request.POST if request.method == "POST" else None
    form = AboutMeForm(data, person=person, history=history, today=today_for(person))
    if not form.may_be_saved or not form.saves(partial(edit_person, person=person, **form.to_save())):
        status = 422 if request.method == "POST" else 200
        context = {
            "person": person,
            "form": form,
            "goals": goals_in_short(person.goals.kept(), person.goal),
            "setup": setup_offer(request, person, history),
        }
        return render(request, "about_me/about_me.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("about-me")
