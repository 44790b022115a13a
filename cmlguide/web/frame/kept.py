"""What somebody typed but could not send because the session had been idle too long: kept for an hour.

It is kept in the signed-out browser's session, encrypted with a key derived from the site's secret, and only
the same user gets it back, after signing in. docs/decisions.md says why it is kept there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cmlguide.web.frame.accounts import secret_box
from cmlguide.web.frame.sent_once import FIELD as FORM_KEY

KEY = "signed_out"
SECONDS = 60 * 60
MOST_FORMS, LARGEST = 5, 200_000
NEVER_KEPT = (
    "csrfmiddlewaretoken",
    FORM_KEY,
    "password",
    "oldpassword",
    "password1",
    "password2",
    "new_password1",
    "new_password2",
    "passphrase",
    "again",
)
_KEPT_FOR = "kept_for"


@dataclass(frozen=True)
class Kept:
    """A form's `fields` as names and values. `page` is the page it is on.

    `sent`: a button was pressed, and `page` is where the form is sent; otherwise a script kept its contents.
    """

    page: str
    fields: list[tuple[str, str]]
    sent: bool

    def words(self) -> list[str]:
        """The values a person may recognise, without those of choices, which are our own codes."""
        return [value for _name, value in self.fields if len(value.strip()) > 1 and "_" not in value][:20]


def sign_out_and_keep(request: HttpRequest, form: Kept | None) -> None:
    """Sign this browser out, and keep the form for the user who was signed in."""
    user = request.user.pk
    logout(request)
    request.session[KEY] = {_KEPT_FOR: user, "forms": []}
    request.session.set_expiry(SECONDS)
    keep(request, form)


def keep(request: HttpRequest, form: Kept | None) -> None:
    """Add a form to the kept ones, if this browser was signed out for being idle; else do nothing."""
    held = request.session.get(KEY)
    if not held or form is None or not may_be_kept(form):
        return
    locked = secret_box().encrypt(json.dumps(asdict(form)).encode()).decode("ascii")
    if len(locked) <= LARGEST:
        request.session[KEY] = {**held, "forms": [*held["forms"], locked][-MOST_FORMS:]}


def may_be_kept(form: Kept) -> bool:
    """Whether it is from a page of this site, other than the sign-in pages, where what is typed is secret."""
    of_this_site = form.page.startswith("/") and url_has_allowed_host_and_scheme(
        form.page, allowed_hosts=None
    )
    return of_this_site and not form.page.startswith((reverse("account"), reverse("passphrase-set")))


def was_signed_out(session: SessionBase) -> bool:
    """Whether this browser was signed out for being idle within the last hour."""
    return KEY in session


def kept_forms(request: HttpRequest) -> list[Kept]:
    """The forms kept for the user who is signed in now; another user's are deleted."""
    held = request.session.get(KEY)
    if not held:
        return []
    if held[_KEPT_FOR] != request.user.pk:
        del request.session[KEY]
        return []
    return [form for form in map(_unlock, held["forms"]) if form]


def let_go(request: HttpRequest, page: str | None = None) -> None:
    """Delete the kept forms of a page, or all of them."""
    held = request.session.get(KEY)
    if not held:
        return
    left = [locked for locked in held["forms"] if page is not None and _page_of(locked) != page]
    if left:
        request.session[KEY] = {**held, "forms": left}
    else:
        del request.session[KEY]


def fields_of(pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """The names and values that may be kept: no password, and no token of the old form."""
    return [(str(name), str(value)) for name, value in pairs if name not in NEVER_KEPT]


def _page_of(locked: str) -> str | None:
    form = _unlock(locked)
    return form.page if form else None


def _unlock(locked: str) -> Kept | None:
    try:
        values = json.loads(secret_box().decrypt(locked.encode("ascii"), ttl=SECONDS))
    except InvalidToken:
        return None
    return Kept(values["page"], [(name, value) for name, value in values["fields"]], values["sent"])
