"""allauth's sign-in forms in this site's words: a passphrase at home, no placeholder in place of a label."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import User

HOME_USERNAME = "home"
PASSPHRASE_HINT = _("At least 10 characters. A few words you can remember work well.")
MISSING = {
    "login": _("Enter your user name or e-mail address."),
    "email": _("Enter your e-mail address."),
    "password": _("Enter your password."),
    "oldpassword": _("Enter the password you use now."),
    "password1": _("Enter a new password."),
    "password2": _("Enter the new password again."),
    "code": _("Enter the code."),
}
MISSING_AT_HOME = {
    "password": _("Enter your passphrase."),
    "oldpassword": _("Enter the passphrase you use now."),
    "password1": _("Enter a passphrase."),
    "password2": _("Enter the same passphrase again."),
}


class SignInForm(LoginForm):
    """Username or e-mail, and password; at home only the passphrase, since there is one user."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        self.fields["password"].help_text = ""  # its link for a forgotten password is below the form
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        if settings.HOME_MODE:
            name = self.fields["login"]
            name.widget, name.initial = forms.HiddenInput(attrs={"autocomplete": "username"}), HOME_USERNAME
            self.fields["password"].label = _("Passphrase")

    def user_credentials(self) -> dict[str, Any]:
        """By e-mail or by name, never by both, so that one password check is made whether or not there is an
        account.

        allauth would also try an address as a name, and a known address would then take a second hash.
        """
        credentials: dict[str, Any] = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUpForm(SignupForm):
    """An e-mail address where the site sends mail, and a password twice. The site gives the user name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        if "email" in self.fields:
            self.fields["email"].label = _("Your e-mail address")
        word_new_password(self, "password1", "password2")

    def try_save(self, request: HttpRequest) -> Any:
        """As in allauth, but hashing a password even if the address already has an account,
        for equal timing."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ForgottenForm(ResetPasswordForm):
    """The address the mail goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        self.fields["email"].label = _("Your e-mail address")


class NewPasswordForm(ResetPasswordKeyForm):
    """The new password twice, from the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        word_new_password(self, "password1", "password2")


class EmailForm(AddEmailForm):
    """A new address for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        self.fields["email"].label = _("New e-mail address")


class AgainForm(ReauthenticateForm):
    """The password again, before something about signing in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        self.fields["password"].help_text = ""
        if settings.HOME_MODE:
            self.fields["password"].label = _("Passphrase")


class ChangeForm(ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_in_our_words(self)
        self.fields["oldpassword"].help_text = ""
        self.fields["oldpassword"].label = _("Password you use now")
        word_new_password(self, "password1", "password2")
        if settings.HOME_MODE:
            self.fields["oldpassword"].label = _("Passphrase you use now")
            self.fields["password1"].label = _("New passphrase")
            self.fields["password2"].label = _("The new passphrase again")


def find_user(login: str) -> User | None:
    """The active user with that name or e-mail address, as the sign-in page finds them."""
    by_email = filter_users_by_email(login, is_active=True, prefer_verified=True, for_login=True)
    user = by_email[0] if by_email else get_user_by_username(login)
    return user if user is not None and user.is_active else None


def word_new_password(form: forms.BaseForm, first: str, second: str) -> None:
    """Label the two boxes of a new password."""
    form.fields[first].label, form.fields[second].label = _("New password"), _("The same password again")
    form.fields[first].help_text, form.fields[second].help_text = PASSPHRASE_HINT, ""


def put_in_our_words(form: forms.BaseForm) -> None:
    """Say what is missing, not that a field is required; and remove placeholders: they vanish while typing,
    and the label stays."""
    missing = MISSING | MISSING_AT_HOME if settings.HOME_MODE else MISSING
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in missing:
            field.error_messages["required"] = missing[name]
