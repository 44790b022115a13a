"""Boxes for the person's own words: optional, of a sensible length, and kept exactly as typed."""

from __future__ import annotations

from typing import Any

from django import forms

from cmlguide.records.validators import check_text

LONGEST_LINE = 200
LONGEST_NOTE = 10_000


class LineField(forms.CharField):
    """One line that may stay empty: a name, a lab, a dose."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LINE, validators=[check_text], **options)


class NoteField(forms.CharField):
    """Several lines that may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=LONGEST_NOTE, validators=[check_text], widget=forms.Textarea, **options
        )
