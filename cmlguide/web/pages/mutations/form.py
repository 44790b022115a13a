"""The form for one BCR::ABL1 mutation, as reported by a lab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Mutation, Person
from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField
from cmlguide.web.pages.mutations.page import RESISTANCE_CHOICES

ANSWERS = {"yes": True, "no": False, "": None}


class MutationForm(KeptRowForm):
    """One mutation. `to_save()` gives the fields for the actions."""

    name = LineField(label=_("Its name"))
    found_on = DateBoxesField(
        label=_("When was it found?"),
        validators=[check_date],
        error_messages={"required": _("Enter the date on the letter.")},
    )
    resistance = forms.ChoiceField(
        label=_("Does the letter say that it matters for the choice of medicine?"),
        required=False,
        choices=RESISTANCE_CHOICES,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, person: Person, mutation: Mutation | None = None
    ) -> None:
        super().__init__(data, kept=mutation, initial=initial_of(mutation) if mutation else None)
        set_date_order(self, person.date_order)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.strip():
            raise ValidationError(_("Enter its name as the letter writes it, like T315I."), code="required")
        return name

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "found_on": cleaned["found_on"],
            "resistance": ANSWERS[cleaned["resistance"]],
        }


def initial_of(mutation: Mutation) -> dict[str, Any]:
    """What the boxes show when a mutation is edited."""
    resistance = {True: "yes", False: "no", None: ""}[mutation.resistance]
    return {"name": mutation.name, "found_on": mutation.found_on, "resistance": resistance}
