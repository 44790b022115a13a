"""Which sections of the page are printed, and whether it has a second page; stored with the person."""

from __future__ import annotations

from typing import Any

from django import forms

from cmlguide.web.paper.sections import SECTIONS


class SummarySectionsForm(forms.Form):
    """The sections to print. `to_save()` gives the fields for `actions.edit_person`."""

    shows = forms.MultipleChoiceField(required=False, choices=tuple(SECTIONS.items()))
    second_page = forms.BooleanField(required=False)

    def to_save(self) -> dict[str, Any]:
        """The sections switched off, and the second page."""
        shown = set(self.cleaned_data["shows"])
        return {
            "summary_off": [code for code in SECTIONS if code not in shown],
            "summary_second_page": self.cleaned_data["second_page"],
        }
