"""The form that takes a record file, or any other file to import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame.uploads import LARGEST_UPLOAD


class RecordFileForm(forms.Form):
    """One file. The exchange reads its contents."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_file(self) -> UploadedFile:
        file: Any = self.cleaned_data["file"]
        if getattr(file, "too_large", False):
            text = _("This file is larger than %(limit)s MB. Choose a smaller file.")
            raise ValidationError(text, code="too_large", params={"limit": LARGEST_UPLOAD // 1_000_000})
        return file
