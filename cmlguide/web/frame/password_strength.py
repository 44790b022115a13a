"""How hard a password is to guess, judged on this machine: nothing is sent anywhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ENOUGH = 3
"""zxcvbn's own scale: 3 is "safely unguessable", above 10^8 guesses."""
JUDGED = 72
"""Letters. A longer one is judged by its beginning, which keeps the judging short."""
OF_THIS_SITE = ["cml guide", "cmlguide", "leukemia", "leukaemia"]


class HardToGuess:
    """A password validator that tries common words, names, dates, keyboard rows and repeats first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that a guessing program would soon find."""
        # Its word lists cost a tenth of a second and 20 MB, so they are loaded only when a password is
        # chosen.
        from zxcvbn import zxcvbn

        of_user = [getattr(user, name, "") or "" for name in ("username", "email", "first_name", "last_name")]
        judged = zxcvbn(password[:JUDGED], user_inputs=[*OF_THIS_SITE, *filter(None, of_user)])
        if judged["score"] < ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_too_easy")

    def get_help_text(self) -> str:
        return _("This is too easy to guess. Three or four words that do not belong together work well.")
