"""The form for the language of the pages and that of the paper, and for the units of blood counts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.words.languages import language_choices, paper_choices
from cmlguide.web.words.units import cell_choices, hemoglobin_choices


class LanguageForm(forms.Form):
    """What the signed-in user chooses for themselves; none of it is part of a record."""

    language = forms.ChoiceField(label=_("Language of these pages"), required=False, choices=language_choices)
    paper_language = forms.ChoiceField(
        label=_("Language of the page for the doctor"), required=False, choices=paper_choices
    )
    cell_unit = forms.ChoiceField(
        label=_("White cells, neutrophils and platelets"), required=False, choices=cell_choices
    )
    hemoglobin_unit = forms.ChoiceField(label=_("Hemoglobin"), required=False, choices=hemoglobin_choices)
