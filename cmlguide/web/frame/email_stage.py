"""The sign-in step that asks for a verified e-mail address."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class VerifyEmailStage(EmailVerificationStage):
    """As in allauth, except that a user without an address is let in: there is nothing to verify.

    A site that added a mail server later has such users, and they must not be locked out.
    """

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user and not user.email and not EmailAddress.objects.filter(user_id=user.pk).exists():
            return None, True
        return super().handle()
