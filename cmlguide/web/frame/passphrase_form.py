"""The form that sets a home installation's passphrase."""

from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame.sign_in_forms import PASSPHRASE_HINT


class PassphraseForm(SetPasswordForm):
    """Two fields, the same passphrase twice; the site's password rules apply."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("Passphrase"), _("The same passphrase again")
        first.help_text = PASSPHRASE_HINT
        second.help_text = ""
        first.error_messages["required"] = _("Enter a passphrase.")
        second.error_messages["required"] = _("Enter the same passphrase again.")
        mismatch = _("The two are not the same. Enter the same passphrase twice.")
        self.error_messages = {"password_mismatch": mismatch}

    def clean(self) -> dict[str, Any]:
        """As Django's, but what is wrong with the passphrase is said at the first field."""
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(self.user, "new_password1")
        return self.cleaned_data
