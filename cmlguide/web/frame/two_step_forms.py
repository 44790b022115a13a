"""allauth's forms for codes and passkeys, in this site's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame.sign_in_forms import put_in_our_words
from cmlguide.web.frame.sign_in_log import WRONG_CODE, note_refusal

CODE_LABEL = _("Code from your app, or a recovery code")


class CodeForm(AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, CODE_LABEL)

    def clean_code(self) -> Any:
        return _noted(super().clean_code)


class CodeAgainForm(ReauthenticateForm):
    """A code, before something about signing in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, CODE_LABEL)

    def clean_code(self) -> Any:
        return _noted(super().clean_code)


class FirstCodeForm(ActivateTOTPForm):
    """The first code from a new app, which shows that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self, _("The code your app shows now"))


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the passkey. Every passkey here can be used to sign in by itself."""

    passwordless = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_name(self)


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_name(self)


def _noted(clean: Callable[[], Any]) -> Any:
    """The code, if it is right; a wrong one leaves a line in the log."""
    try:
        return clean()
    except forms.ValidationError:
        note_refusal(WRONG_CODE)
        raise


def _word_code(form: forms.Form, label: Any) -> None:
    put_in_our_words(form)
    form.fields["code"].label = label
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}


def _word_name(form: forms.Form) -> None:
    name = form.fields["name"]
    name.label = _("A name for it")
    name.help_text = _("So that you can tell it apart, like “My phone”.")
    name.widget.attrs |= {"maxlength": 50, "autocomplete": "off"}
