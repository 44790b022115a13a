"""In which language a page answers: as the account says, else as the cookie says, else as the browser asks.

Django reads the cookie and the browser (LocaleMiddleware); the account is known only later in a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

View = Callable[[HttpRequest], HttpResponse]
SAME_SITE: Final = "Lax"


def speak_as_chosen(get_response: View) -> View:
    """Answer a signed-in user in the language they chose."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = chosen_by(request.user)
        if chosen:
            translation.activate(chosen)
        return get_response(request)

    return respond


def chosen_by(user: object) -> str:
    """The user's language; "" for none, or for one that is not offered any more."""
    chosen = getattr(user, "language", "")
    return chosen if chosen and chosen in dict(settings.LANGUAGES) else ""


@contextmanager
def in_language_of_paper(user: object) -> Iterator[str]:
    """What is said inside is in the language of the page for the visit: the doctor's, if one was chosen, else
    that of the pages. Gives its code."""
    chosen = getattr(user, "paper_language", "")
    here = translation.get_language() or settings.LANGUAGE_CODE
    spoken = chosen if chosen and chosen in dict(settings.LANGUAGES) else here
    with translation.override(spoken):
        yield spoken


def remember_language(request: HttpRequest, response: HttpResponse, code: str) -> None:
    """Keep the choice in this browser; "" lets it go."""
    if not code:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite=SAME_SITE)
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=SAME_SITE,
    )
