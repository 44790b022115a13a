"""The forms for another medicine and for an allergy, in the person's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Allergy, OtherMedicine, Person
from cmlguide.records.validators import check_date, check_period
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField, NoteField


class OtherMedicineForm(KeptRowForm):
    """A medicine or supplement besides the CML medicine. `to_save()` gives the fields for the actions."""

    name = LineField(label=_("Its name"))
    dose = LineField(label=_("Dose"))
    started_on = DateBoxesField(label=_("First day"), required=False, validators=[check_date])
    stopped_on = DateBoxesField(label=_("Last day"), required=False, validators=[check_date])
    note = NoteField(label=_("Note"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, person: Person, medicine: OtherMedicine | None = None
    ) -> None:
        initial = {name: getattr(medicine, name) for name in self.base_fields} if medicine else None
        super().__init__(data, kept=medicine, initial=initial)
        set_date_order(self, person.date_order)

    def clean_name(self) -> str:
        return _needed(self.cleaned_data["name"], _("Enter the name on the box."))

    def clean(self) -> dict[str, Any]:
        check_period(self.cleaned_data.get("started_on"), self.cleaned_data.get("stopped_on"))
        return self.cleaned_data

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return dict(self.cleaned_data)


class AllergyForm(KeptRowForm):
    """An allergy and what happens. `to_save()` gives the fields for the actions."""

    name = LineField(label=_("What are you allergic to?"))
    reaction = LineField(label=_("What happens?"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, allergy: Allergy | None = None) -> None:
        initial = {"name": allergy.name, "reaction": allergy.reaction} if allergy else None
        super().__init__(data, kept=allergy, initial=initial)

    def clean_name(self) -> str:
        return _needed(self.cleaned_data["name"], _("Say what it is."))

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return dict(self.cleaned_data)


def _needed(text: str, problem: Any) -> str:
    if not text.strip():
        raise ValidationError(problem, code="required")
    return text
