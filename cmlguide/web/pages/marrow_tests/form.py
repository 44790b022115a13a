"""The form for one bone marrow test: a date and at least one fact from the letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import MarrowTest, Person
from cmlguide.records.validators import check_cells, check_date, check_not_negative
from cmlguide.web.fields.amounts import check_share
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.number_fields import CopiesField, NumberField
from cmlguide.web.fields.text_fields import NoteField
from cmlguide.web.words.counts import written

WHOLE_NUMBER = _("Write a whole number, like 20.")
FACTS = ("ph_positive", "metaphases", "fish_percent", "karyotype")


class MarrowTestForm(KeptRowForm):
    """One marrow test. `to_save()` gives the fields for the actions."""

    collected_on = DateBoxesField(
        label=_("When was the marrow taken?"),
        validators=[check_date],
        error_messages={"required": _("Enter the date of your bone marrow test.")},
    )
    ph_positive = CopiesField(label=_("Cells with the Ph chromosome"), unreadable=WHOLE_NUMBER)
    metaphases = CopiesField(label=_("Cells looked at in total"), unreadable=WHOLE_NUMBER)
    fish_percent = NumberField(label=_("FISH, in percent"), checks=[check_not_negative, check_share])
    karyotype = NoteField(label=_("Karyotype, as the letter writes it"))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, person: Person, marrow_test: MarrowTest | None = None
    ) -> None:
        super().__init__(data, kept=marrow_test, initial=initial_of(marrow_test) if marrow_test else None)
        set_date_order(self, person.date_order)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        ph_positive, metaphases = cleaned.get("ph_positive"), cleaned.get("metaphases")
        if ph_positive is not None and metaphases is None and "metaphases" not in self.errors:
            text = _("Enter how many cells were looked at. Most letters say 20.")
            self.add_error("metaphases", ValidationError(text, code="required"))
        if not self.errors and not any(cleaned[name] not in (None, "") for name in FACTS):
            text = _("Enter at least one thing from your letter.")
            self.add_error("ph_positive", ValidationError(text, code="required"))
        check_cells(ph_positive, metaphases)
        return cleaned

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return {name: self.cleaned_data[name] for name in ("collected_on", *FACTS)}


def initial_of(marrow_test: MarrowTest) -> dict[str, Any]:
    """What the boxes show when a test is edited."""
    facts = {name: getattr(marrow_test, name) for name in ("collected_on", *FACTS)}
    return {**facts, "fish_percent": written(marrow_test.fish_percent)}
