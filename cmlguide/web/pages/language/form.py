"""The form for the language of the pages and that of the paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.words.languages import language_choices, paper_choices


class LanguageForm(forms.Form):
    """What the signed-in user chooses for themselves; none of it is part of a record."""

    language = forms.ChoiceField(label=_("Language of these pages"), required=False, choices=language_choices)
    paper_language = forms.ChoiceField(
        label=_("Language of the page for the doctor"), required=False, choices=paper_choices
    )
