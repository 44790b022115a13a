"""Whether somebody has signed in with this browser before: a sign-in from a new one is reported."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse

SECONDS = 60 * 60 * 24 * 365
MOST_USERS = 10
"""Of a shared browser; the cookie stays short."""
_SALT = "cmlguide.known-browser"


def is_known_browser(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether this browser has the mark of an earlier sign-in of this user."""
    return user.pk in _users_of(request)


def remember_browser(request: HttpRequest, response: HttpResponse, user: AbstractBaseUser) -> None:
    """Mark the browser for a year. The mark is signed, gives no access and says nothing about health."""
    users = [user.pk, *(pk for pk in _users_of(request) if pk != user.pk)][:MOST_USERS]
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        signing.dumps(users, salt=_SALT),
        max_age=SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _users_of(request: HttpRequest) -> list[int]:
    try:
        mark = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
        users: list[int] = signing.loads(mark, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return []
    return users
