"""Start: look around with an example person, open a file, or start a record in five short steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cmlguide.records.actions.diagnosis import record_diagnosis
from cmlguide.records.actions.examples import reset_example, show_example
from cmlguide.records.actions.goals import choose_goal
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import add_row
from cmlguide.records.judged import history_of
from cmlguide.records.models import Medicine, Person
from cmlguide.records.models.person import EXAMPLES
from cmlguide.web.fields.asked_once import AskedOnceForm
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.frame.access import choose_person, current_person, open_person
from cmlguide.web.frame.setup import STEPS
from cmlguide.web.frame.today import today_for, today_here
from cmlguide.web.pages.about_me.form import AboutMeForm
from cmlguide.web.pages.goals.form import MainGoalForm
from cmlguide.web.pages.medicines import form as medicine
from cmlguide.web.pages.medicines.form import MedicineForm
from cmlguide.web.pages.people.page import people_page
from cmlguide.web.pages.results import form as result
from cmlguide.web.pages.start.diagnosis_form import DiagnosisForm
from cmlguide.web.pages.start.new_record import begin_record
from cmlguide.web.pages.start.page import example_cards, step_page
from cmlguide.web.pages.start.shared_records import shared_records

PARTS_OF_ABOUT_ME = {
    "guideline": ("guideline",),
    "about-me": (
        "name",
        "country",
        "time_zone",
        "date_order",
        "clinic_day_phone",
        "clinic_out_of_hours_phone",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The ways to begin. A POST continues with the user's own record, or makes an empty one and starts its
    steps; with `bring_in` it goes to Your data, to import a file or a letter."""
    if request.method == "POST":
        return _begin(request)
    context: dict[str, Any] = {"examples": example_cards(), "people": people_page(request)}
    if settings.HOSTED:
        context["shared"], context["ended"] = shared_records(request.user, timezone.now())  # type: ignore[arg-type]
    return render(request, "start/start.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def start_step(request: HttpRequest, step: str) -> HttpResponse:
    """One of the five steps; each can be skipped."""
    if step not in STEPS:
        raise Http404
    person = current_person(request)
    if person.example:
        return redirect("start")
    page = step_page(step)
    if request.method == "POST" and "skip" in request.POST:
        return redirect(page.next_url)
    form = _step_form(request, person, step)
    if not _may_be_saved(form) or not form.saves(_write_of(person, form)):
        context = {"person": person, "page": page, "form": form, "template": f"start/_{step}.html"}
        context["setting_up"] = True  # the header offers nothing that would lead out of the steps
        return render(request, "start/step.html", context, status=422 if request.method == "POST" else 200)
    if isinstance(form, DiagnosisForm) and form.result is not None:
        messages.success(request, _("Saved: %(result)s") % {"result": form.read_back()[0]})
    return redirect(page.next_url)


@require_POST
def example_show(request: HttpRequest, kind: str) -> HttpResponse:
    """Show an example person, who is made up and marked as such on every page."""
    if kind not in EXAMPLES:
        raise Http404
    person = show_example(owner=request.user, kind=kind, today=today_here(request))  # type: ignore[arg-type]
    choose_person(request, person)
    return redirect("timeline")


@require_POST
def example_reset(request: HttpRequest) -> HttpResponse:
    """Reset the example person. A real record is never reset."""
    person = current_person(request)
    if not person.example:
        raise Http404
    choose_person(request, reset_example(person=person, today=today_for(person)))
    return redirect("timeline")


def _begin(request: HttpRequest) -> HttpResponse:
    brings_in = "bring_in" in request.POST
    if chosen := request.POST.get("person") or request.POST.get("bring_in"):
        found = open_person(request, chosen)
        if found is None:
            raise Http404
        choose_person(request, found)
        return redirect("data" if brings_in else "timeline")
    choose_person(request, begin_record(request))
    return redirect("data") if brings_in else redirect("start-step", step=STEPS[0])


def _step_form(request: HttpRequest, person: Person, step: str) -> KeptRowForm:
    data = request.POST if request.method == "POST" else None
    if step == "diagnosis":
        return DiagnosisForm(data, beside=result.Beside(person, history_of(person), today_for(person)))
    if step == "medicine":
        return MedicineForm(data, beside=medicine.Beside(person, history_of(person), today_for(person)))
    if step == "goals":
        return MainGoalForm(data, person=person)
    return AboutMeForm(data, person=person, only=PARTS_OF_ABOUT_ME[step])


def _may_be_saved(form: KeptRowForm) -> bool:
    return form.may_be_saved if isinstance(form, AskedOnceForm) else form.is_valid()


def _write_of(person: Person, form: KeptRowForm) -> Callable[..., Any]:
    """The function that saves the step, given the digest of what it showed (`seen`)."""
    if isinstance(form, DiagnosisForm):
        return partial(record_diagnosis, person=person, **form.to_save())
    if isinstance(form, MedicineForm):
        return partial(_add_medicine, person=person, **form.to_save())
    if isinstance(form, MainGoalForm):
        return partial(choose_goal, person=person, goal=form.cleaned_data["goal"])
    return partial(edit_person, person=person, **cast("AboutMeForm", form).to_save())


def _add_medicine(*, person: Person, seen: str, **fields: Any) -> None:
    """Add a medicine to the existing ones: nothing that was seen is overwritten."""
    add_row(Medicine, person=person, **fields)
