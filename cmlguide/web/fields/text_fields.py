"""Boxes for the person's own words: optional, of a sensible length, and kept exactly as typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.records.validators import check_text
from cmlguide.web.words.choices import plain_choices

LONGEST_LINE = 200
LONGEST_NOTE = 10_000
TOO_LONG = {"max_length": _("This is too long to keep. Make it shorter.")}


class LineField(forms.CharField):
    """One line that may stay empty: a name, a lab, a dose."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            max_length=LONGEST_LINE,
            validators=[check_text],
            error_messages=TOO_LONG,
            **options,
        )


class LinesField(forms.CharField):
    """Several lines; a browser's line ends become plain ones, so that each counts as one character."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NoteField(LinesField):
    """Several lines that may stay empty, kept as typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            max_length=LONGEST_NOTE,
            validators=[check_text],
            error_messages=TOO_LONG,
            strip=False,
            **options,
        )


def keep_choice(field: forms.Field, value: str) -> None:
    """Make a choice field offer a stored value it does not list (from a file), so that an edit keeps it."""
    if isinstance(field, forms.ChoiceField):
        listed = [*plain_choices(field)]
        if all(code != value for code, _words in listed):
            field.choices = [*listed, (value, value)]
