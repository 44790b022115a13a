"""allauth's sign-in forms in this site's words: a passphrase at home, no placeholder in place of a label."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

HOME_USERNAME = "home"
PASSPHRASE_HINT = _("At least 10 characters. A few words you can remember work well.")


class SignInForm(LoginForm):
    """Username or e-mail and password; at home only the passphrase, as there is one user."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drop_placeholders(self)
        self.fields["password"].help_text = ""  # its link to a forgotten password stands below the form
        if settings.HOME_MODE:
            name = self.fields["login"]
            name.widget, name.initial = forms.HiddenInput(attrs={"autocomplete": "username"}), HOME_USERNAME
            self.fields["password"].label = _("Passphrase")


class AgainForm(ReauthenticateForm):
    """The password once more, before something about signing in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drop_placeholders(self)
        self.fields["password"].help_text = ""
        if settings.HOME_MODE:
            self.fields["password"].label = _("Passphrase")


class ChangeForm(ChangePasswordForm):
    """The old one once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drop_placeholders(self)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = PASSPHRASE_HINT
        if settings.HOME_MODE:
            self.fields["oldpassword"].label = _("Passphrase you use now")
            self.fields["password1"].label = _("New passphrase")
            self.fields["password2"].label = _("The new passphrase again")


def drop_placeholders(form: forms.BaseForm) -> None:
    """A placeholder vanishes while one types; the label stays."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
