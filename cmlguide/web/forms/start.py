"""The first of the five steps of a new record: the day of diagnosis and the first number, if known.

The other steps are parts of forms that already exist: `MedicineForm` and `AboutMeForm`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.validators import check_date
from cmlguide.web.forms.date_fields import PARTS, DateBoxesField, set_date_order
from cmlguide.web.forms.result import Beside, ResultForm
from cmlguide.web.forms.text_fields import LineField

PASSED_ON = ("number", "meant_number", "meant_copies", "confirmed")


class DiagnosisForm(forms.Form):
    """A day and a number; both may stay empty. The number is read, and asked about, as any result is."""

    diagnosed_on = DateBoxesField(
        label=_("When were you told it is CML?"), required=False, validators=[check_date]
    )
    number = LineField(label=_("Your first number, before treatment"))
    taken_on = DateBoxesField(label=_("The day of that test"), required=False, validators=[check_date])

    def __init__(self, data: Mapping[str, Any] | None = None, *, beside: Beside) -> None:
        super().__init__(data, initial={"diagnosed_on": beside.person.diagnosed_on})
        self.beside = beside
        self.result: ResultForm | None = None
        set_date_order(self, beside.person.date_order)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not cleaned.get("number"):
            return cleaned
        day = cleaned.get("taken_on") or cleaned.get("diagnosed_on")
        if day is None and not {"taken_on", "diagnosed_on"} & self.errors.keys():
            self.add_error("taken_on", ValidationError(_("Enter the day of that test."), code="required"))
        self.result = ResultForm(self._as_result(day), beside=self.beside)
        for error in self.result.errors.get("number", []):
            self.add_error("number", error)
        return cleaned

    def _as_result(self, day: Any) -> dict[str, Any]:
        """What the person would have posted to the form for a result."""
        boxes = {f"collected_on_{part}": str(getattr(day, part)) for part in PARTS} if day else {}
        return {**{name: self.data.get(name, "") for name in PASSED_ON}, **boxes, "baseline": "on"}

    @property
    def may_be_saved(self) -> bool:
        """Whether the form is valid and nothing is left to ask about the number."""
        return self.is_valid() and (self.result is None or self.result.may_be_saved)

    def to_save(self) -> dict[str, Any]:
        """The fields of `actions.record_diagnosis`."""
        first = self.result.to_save() if self.result else None
        return {"diagnosed_on": self.cleaned_data["diagnosed_on"], "first_result": first}
