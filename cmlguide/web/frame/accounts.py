"""Signing in and out: where this site differs from allauth's ways."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import login as allauth_login
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cmlguide.web.frame import home


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; at home without a passphrase it says how to open the site instead."""
    if settings.HOME_MODE and not home.has_passphrase():
        return redirect("timeline") if request.user.is_authenticated else home.show_how_to_open(request)
    return allauth_login(request)


class AccountAdapter(DefaultAccountAdapter):
    """Anyone may sign up on a hosted site; nobody at home."""

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
