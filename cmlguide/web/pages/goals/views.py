"""Goals: what the person wants from treatment, in their own order."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.goals import add_goal, delete_goal, edit_goal, move_goal, restore_goal
from cmlguide.records.models import Goal
from cmlguide.web.frame.access import current_person
from cmlguide.web.frame.own_row import own_row
from cmlguide.web.pages.goals.form import CommonGoalForm, OwnGoalForm
from cmlguide.web.pages.goals.page import goals_page


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def goal_list(request: HttpRequest) -> HttpResponse:
    """The goals in order, those to choose from, and a box for the person's own (its POST adds one)."""
    person = current_person(request)
    form = OwnGoalForm(request.POST or None)
    if form.is_valid():
        add_goal(person=person, **form.to_save())
        return redirect("goal-list")
    context = {"person": person, "page": goals_page(person), "form": form}
    return render(request, "goals/goals.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def goal_choose(request: HttpRequest) -> HttpResponse:
    """Choose one of the common goals."""
    person = current_person(request)
    form = CommonGoalForm(request.POST)
    if not form.is_valid():
        raise Http404
    add_goal(person=person, code=form.cleaned_data["code"])
    return redirect("goal-list")


@require_POST
def goal_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a goal one place up or down."""
    move_goal(goal=_own_row(request, pk), up=request.POST.get("to") == "up")
    return redirect("goal-list")


@require_POST
def goal_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Note whether a goal was talked over with the team."""
    edit_goal(goal=_own_row(request, pk), talked_over=request.POST.get("talked_over") == "yes")
    return redirect("goal-list")


@require_POST
def goal_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal off the list; the notice offers to restore it."""
    delete_goal(goal=_own_row(request, pk))
    messages.success(
        request, _("Goal removed from your list."), extra_tags=reverse("goal-restore", args=[pk])
    )
    return redirect("goal-list")


@require_POST
def goal_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore a goal in its old place."""
    restore_goal(goal=get_object_or_404(current_person(request).goals, pk=pk))
    messages.success(request, _("Your goal is back."))
    return redirect("goal-list")


def _own_row(request: HttpRequest, pk: int) -> Goal:
    return own_row(current_person(request).goals, pk)
