"""What a person submits on Goals: a common goal by its code, or one in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Person
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LinesField
from cmlguide.web.words import choices
from cmlguide.web.words.goals import OWN, WORDS

LONGEST = 5000


class CommonGoalForm(forms.Form):
    """One of the common goals."""

    code = forms.ChoiceField(choices=[(code, words) for code, words in WORDS.items()])


class OwnGoalForm(forms.Form):
    """A goal in the person's own words."""

    text = LinesField(
        label=_("My own goal"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write your goal first."),
            "max_length": _("Make the goal shorter. One or two sentences print best."),
        },
    )

    def to_save(self) -> dict[str, str]:
        """The fields for `actions.add_goal`."""
        return {"code": OWN, "text": self.cleaned_data["text"]}


class MainGoalForm(KeptRowForm):
    """The one goal a new record starts with."""

    goal = forms.ChoiceField(label=_("My goal"), choices=tuple(choices.GOALS.items()))

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        super().__init__(data, kept=person, initial={"goal": person.goal})
