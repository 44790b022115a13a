"""The form that takes a file, or text pasted from a letter or a portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.exchange.files.limits import LONGEST_TEXT
from cmlguide.web.frame.uploads import LARGEST_UPLOAD, whole_of


class ImportFileForm(forms.Form):
    """Either a file or text. The exchange reads its contents."""

    file = forms.FileField(label=gettext_lazy("A file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=gettext_lazy("Or text you paste"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        error_messages={
            "max_length": gettext_lazy(
                "This text is too long for a letter. Paste only the part with the result."
            )
        },
    )

    most_bytes = LARGEST_UPLOAD

    @property
    def too_large(self) -> str:
        """What the page's script says about a file over `most_bytes` before it is sent."""
        return _("This file is larger than %(limit)s MB. Choose a smaller file.") % {
            "limit": LARGEST_UPLOAD // 1_000_000
        }

    def clean_file(self) -> UploadedFile | None:
        file: Any = self.cleaned_data["file"]
        if file is not None and getattr(file, "too_large", False):
            raise ValidationError(self.too_large, code="too_large")
        return file

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("file") and not (found.get("text") or "").strip():
            self.add_error("file", _("Choose a file, or paste the text of your letter."))
        return found

    def given(self) -> tuple[bytes, str]:
        """The bytes and the name of the file; pasted text has no name."""
        file = self.cleaned_data.get("file")
        if file:
            return whole_of(file), file.name
        return self.cleaned_data["text"].encode("utf-8", "replace"), ""
