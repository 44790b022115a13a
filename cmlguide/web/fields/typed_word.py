"""The form that makes sure before something goes for good: a word to type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

WORD = gettext_lazy("DELETE")
MISSING = gettext_lazy("Type the word DELETE, or choose Cancel.")


class TypedWordForm(forms.Form):
    """Valid only with the word; capitals do not matter. `label` says what goes."""

    word = forms.CharField(max_length=50, error_messages={"required": MISSING})

    def __init__(self, data: Mapping[str, Any] | None = None, *, label: str) -> None:
        super().__init__(data)
        self.fields["word"].label = label

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip()
        if word.casefold() != str(WORD).casefold():
            raise ValidationError(MISSING, code="other_word")
        return word
