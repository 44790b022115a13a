"""Signing in and out: where this site differs from allauth's ways."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import login as allauth_login
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cmlguide.web.frame import home, known_browser
from cmlguide.web.frame.growing_wait import guesses


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; at home without a passphrase it says how to open the site instead."""
    if settings.HOME_MODE and not home.has_passphrase():
        return redirect("timeline") if request.user.is_authenticated else home.show_how_to_open(request)
    response: HttpResponse = allauth_login(request)
    if settings.HOME_MODE and request.method == "POST" and request.user.is_authenticated:
        known_browser.remember(request, response)
    return response


class AccountAdapter(DefaultAccountAdapter):
    """Anyone may sign up on a hosted site; nobody at home. Guessing is limited by allauth on a hosted site,
    and at home slowed down by growing waits."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_early": _("Wait %(seconds)s seconds, then try again. You are not locked out."),
        "wrong_passphrase": _("This is not the passphrase."),
        "wrong_again": _("This is not the passphrase. Wait %(seconds)s seconds, then try again."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if settings.HOSTED:
            super().pre_authenticate(request, **credentials)
        elif seconds := guesses.begin(known_browser.name_of(request)):
            raise ValidationError(self.error_messages["too_early"], "too_early", {"seconds": seconds})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user and settings.HOME_MODE:
            guesses.forget(known_browser.name_of(request))
        return user

    def validation_error(self, code: str, *args: Any) -> Any:
        if settings.HOSTED or code not in ("username_password_mismatch", "incorrect_password"):
            return super().validation_error(code, *args)
        seconds = guesses.left(known_browser.name_of(self.request))
        code = "wrong_again" if seconds else "wrong_passphrase"
        return ValidationError(self.error_messages[code], code, {"seconds": seconds})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.HOSTED


class MfaAdapter(DefaultMFAAdapter):
    """Keeps the secrets of two-step sign-in encrypted: a copy of the database alone does not reveal them."""

    def encrypt(self, text: str) -> str:
        return secret_box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return secret_box().decrypt(encrypted_text.encode("ascii")).decode()


def secret_box() -> MultiFernet:
    """Encrypts with a key derived from SECRET_KEY; also opens what an earlier key closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        hashlib.blake2b(str(key).encode(), digest_size=32, person=b"cmlguide-mfa").digest() for key in keys
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
