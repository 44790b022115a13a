"""The form that takes a record file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_MB = 20


class RecordFileForm(forms.Form):
    """One file, not larger than a record can be. What is in it is the exchange's to read."""

    file = forms.FileField(
        label=_("Record file"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the record file first. Its name ends in .json.")},
    )

    def clean_file(self) -> UploadedFile:
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 1_000_000:
            text = _(
                "This file is larger than %(limit)s MB, so it cannot be a record file. Choose another file."
            )
            raise ValidationError(text, code="too_large", params={"limit": LARGEST_MB})
        return file
