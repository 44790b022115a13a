"""The form for the language of the pages, the language of the paper, and the units of a blood count."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.words.languages import CELL_UNITS, HEMOGLOBIN_UNITS, language_choices, paper_choices


class LanguageForm(forms.Form):
    """What the signed-in user chooses for themselves; none of it is part of a record."""

    language = forms.ChoiceField(label=_("Language of these pages"), required=False, choices=language_choices)
    paper_language = forms.ChoiceField(
        label=_("Language of the page for the doctor"), required=False, choices=paper_choices
    )
    cell_unit = forms.ChoiceField(
        label=_("Blood cells are counted"), required=False, choices=tuple(CELL_UNITS.items())
    )
    hemoglobin_unit = forms.ChoiceField(
        label=_("Hemoglobin is given in"), required=False, choices=tuple(HEMOGLOBIN_UNITS.items())
    )
