"""The form that confirms a deletion: a word to type."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORD = gettext_lazy("DELETE")


class DeleteEverythingForm(forms.Form):
    """Valid only with the word; upper and lower case do not matter."""

    word = forms.CharField(
        label=gettext_lazy("Type DELETE to delete this record"),
        max_length=50,
        error_messages={"required": gettext_lazy("Type the word DELETE, or choose Cancel.")},
    )

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip()
        if word.casefold() != str(WORD).casefold():
            raise ValidationError(_("Type the word DELETE, or choose Cancel."), code="other_word")
        return word
