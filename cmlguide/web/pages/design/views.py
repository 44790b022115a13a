"""Every component in every state on one page, for whoever changes the look. No page of a running site."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cmlguide.web.fields.date_fields import DateBoxesField
from cmlguide.web.fields.text_fields import LineField, NoteField
from cmlguide.web.words import engine as words

CHIPS = (
    *(words.TODAY, words.ON_TRACK, words.AT_GOAL, words.DISCUSS, words.SOON),
    *(words.TOO_EARLY, words.NOT_COMPARED, words.NO_CHECKPOINT),
)
CHOICES = (("yes", _("Yes")), ("no", _("No")))


class EveryField(forms.Form):
    """One field of each kind; with nothing sent, `number`, `day` and the choices show their errors."""

    text = LineField(label=_("A line"))
    number = forms.CharField(label=_("A number"), error_messages={"required": _("Enter the number.")})
    day = DateBoxesField(label=_("A date"))
    choice = forms.ChoiceField(label=_("One of these"), choices=CHOICES, initial="yes")
    chosen = forms.ChoiceField(label=_("One of a list"), choices=CHOICES)
    note = NoteField(label=_("A few lines"))
    tick = forms.BooleanField(label=_("A tick"), required=False, initial=True)


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """The page; not found unless the settings ask for it."""
    if not settings.DESIGN_PAGE:
        raise Http404
    context = {"chips": CHIPS, "form": EveryField(), "failed": EveryField({}, prefix="failed")}
    return render(request, "design/design.html", context)
