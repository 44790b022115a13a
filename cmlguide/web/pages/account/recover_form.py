"""The form for somebody who lost the password and has the recovery sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.actions.accounts import opens
from cmlguide.records.models import User
from cmlguide.web.frame.sign_in_forms import PASSPHRASE_HINT, find_user
from cmlguide.web.frame.sign_in_log import WRONG_SHEET, note_refusal

WRONG = gettext_lazy("The name and the key do not match. Check both on your sheet. Each sheet works once.")


class RecoverForm(forms.Form):
    """Name, key, new password twice. Errors and computing time do not show whether there is such a user."""

    login = forms.CharField(
        label=gettext_lazy("Your user name or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": gettext_lazy("Enter your user name or e-mail address.")},
    )
    key = forms.CharField(
        label=gettext_lazy("The key on your recovery sheet"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Enter the key on your recovery sheet.")},
    )
    password1 = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=PASSPHRASE_HINT,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Enter a new password.")},
    )
    password2 = forms.CharField(
        label=gettext_lazy("The new password again"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Enter the new password again.")},
    )
    user: User | None = None

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password)  # without the user, so that the errors do not depend on the name typed
        return password

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("password1") and values.get("password2") and values["password1"] != values["password2"]:
            self.add_error("password2", _("The two are not the same. Enter the same password twice."))
        if not self.errors:
            user = find_user(values["login"])
            if opens(user=user, key=values["key"]):
                self.user = user
            else:
                note_refusal(WRONG_SHEET)
                self.add_error(None, WRONG)
        return values
