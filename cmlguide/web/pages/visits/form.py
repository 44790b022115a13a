"""The form for a visit to the team: only its day is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Person, Visit
from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import LineField, NoteField


class VisitForm(KeptRowForm):
    """Day, time, place, people and a note for one visit. `to_save()` gives the fields for the actions."""

    visit_on = DateBoxesField(
        label=_("Day of the visit"),
        validators=[check_date],
        error_messages={"required": _("Enter the day of the visit.")},
    )
    visit_at = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%I:%M %p"],
        error_messages={"invalid": _("Write the time like 09:30.")},
    )
    place = LineField(label=_("Place"))
    with_whom = LineField(label=_("Who with"))
    note = NoteField(label=_("Note"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        visit: Visit | None = None,
    ) -> None:
        super().__init__(data, kept=visit, initial=_initial(visit) if visit else None)
        set_date_order(self, person.date_order)

    def to_save(self) -> dict[str, Any]:
        """The fields of the row, as `add_row` and `edit_row` take them."""
        return dict(self.cleaned_data)


def _initial(visit: Visit) -> dict[str, Any]:
    at = visit.visit_at
    return {
        **{name: getattr(visit, name) for name in ("visit_on", "place", "with_whom", "note")},
        "visit_at": at.strftime("%H:%M") if at else "",
    }
