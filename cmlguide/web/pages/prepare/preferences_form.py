"""What matters to the person, how a result should be shown first, and seeing a CML specialist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Person
from cmlguide.web.fields.kept_row import KeptRowForm
from cmlguide.web.fields.text_fields import NoteField
from cmlguide.web.words.preferences import READ_FIRST, SPECIALIST


class PreferencesForm(KeptRowForm):
    """The person's wishes; all may stay empty. `to_save()` gives the fields for `actions.edit_person`."""

    preferences = NoteField(label=_("What matters to me"))
    read_first = forms.ChoiceField(label=_("When I open a result"), choices=tuple(READ_FIRST.items()))
    specialist = forms.ChoiceField(
        label=_("A CML specialist"), required=False, choices=(("", _("No answer")), *SPECIALIST.items())
    )
    specialist_note = NoteField(label=_("Who and where, or what I want to ask there"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, kept=person, initial=initial)

    def to_save(self) -> dict[str, Any]:
        """The fields for `actions.edit_person`."""
        return dict(self.cleaned_data)
