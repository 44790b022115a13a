"""The passphrase for a page to carry, typed twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame.sign_in_forms import PASSPHRASE_HINT

SHORT = _("Use at least 10 characters.")
EASY = _("This one is easy to guess. Choose another.")


class CarriedFileForm(forms.Form):
    """The same rules as for signing in, because somebody who finds the file could guess a short
    passphrase."""

    passphrase = forms.CharField(
        label=_("Passphrase for this file"),
        help_text=PASSPHRASE_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a passphrase.")},
    )
    again = forms.CharField(
        label=_("The same passphrase again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter the same passphrase again.")},
    )

    def clean_passphrase(self) -> str:
        """Raises ValidationError for a passphrase that is easy to guess."""
        passphrase: str = self.cleaned_data["passphrase"]
        try:
            validate_password(passphrase)
        except ValidationError as weak:
            codes = {error.code for error in weak.error_list}
            raise ValidationError(SHORT if "password_too_short" in codes else EASY) from weak
        return passphrase

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError if the two differ."""
        given = super().clean() or {}
        if "passphrase" in given and "again" in given and given["passphrase"] != given["again"]:
            self.add_error("again", ValidationError(_("The two are not the same. Enter the same twice.")))
        return given
