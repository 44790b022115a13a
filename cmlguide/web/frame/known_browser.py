"""A cookie that identifies a browser that signed in here before. It gives no access; see growing_wait.py."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SALT = "cmlguide.known-browser"
SECONDS = 60 * 60 * 24 * 180
STRANGERS = ""
"""The name all browsers share that never signed in here."""


def name_of(request: HttpRequest) -> str:
    """This browser's own name, or the name shared by all unknown browsers."""
    try:
        name: str = signing.loads(
            request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=SECONDS
        )
    except signing.BadSignature:
        return STRANGERS
    return name


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Give this browser a name, or extend the one it has."""
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps(name_of(request) or secrets.token_urlsafe(12), salt=SALT),
        max_age=SECONDS,
        path=reverse("account_login").removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
