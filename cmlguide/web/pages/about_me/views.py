"""About me: the facts that decide which checkpoints apply, and whom to call: to read, and in three forms."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.judged import history_of
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.setup import setup_offer
from cmlguide.web.frame.today import today_for
from cmlguide.web.pages.about_me.form import AboutMeForm
from cmlguide.web.pages.about_me.page import PARTS, read_parts
from cmlguide.web.words.goals import goals_in_short


@require_safe
def about_me(request: HttpRequest) -> HttpResponse:
    """What is known about the person, to read."""
    person = current_person(request)
    context = {
        "person": person,
        "parts": read_parts(person),
        "goals": goals_in_short(person.goals.kept(), person.goal),
        "setup": setup_offer(request, person, history_of(person)),
    }
    return render(request, "about_me/about_me.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def about_me_edit(request: HttpRequest, part: str) -> HttpResponse:
    """The form for one part; everything may stay empty."""
    person = current_person(request)
    data = request.POST if request.method == "POST" else None
    form = AboutMeForm(
        data, person=person, only=PARTS[part].fields, history=history_of(person), today=today_for(person)
    )
    if not form.may_be_saved or not form.saves(partial(edit_person, person=person, **form.to_save())):
        status = 422 if request.method == "POST" else 200
        context = {"person": person, "form": form, "part": PARTS[part]}
        return render(request, f"about_me/{part}.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("about-me")
