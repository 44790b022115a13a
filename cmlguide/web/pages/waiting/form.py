"""The form for a sample whose result has not come yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Person, WaitingSample
from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField


class WaitingForm(KeptRowForm):
    """Day, lab, and roughly when the result is expected. `to_save()` gives the fields for the actions."""

    taken_on = DateBoxesField(
        label=_("Sample taken on"),
        validators=[check_date],
        error_messages={"required": _("Enter the day the blood was taken.")},
    )
    expected_on = DateBoxesField(label=_("Result expected about"), required=False, validators=[check_date])
    lab = LineField(label=_("Lab"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, person: Person, sample: WaitingSample | None = None
    ) -> None:
        initial = {name: getattr(sample, name) for name in self.base_fields} if sample else None
        super().__init__(data, kept=sample, initial=initial)
        set_date_order(self, person.date_order)

    def clean(self) -> dict[str, Any]:
        taken, expected = self.cleaned_data.get("taken_on"), self.cleaned_data.get("expected_on")
        if taken and expected and expected < taken:
            text = _("The result cannot come before the sample. Check both dates.")
            self.add_error("expected_on", ValidationError(text, code="expected_before_taken"))
        return self.cleaned_data

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return dict(self.cleaned_data)
