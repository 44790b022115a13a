"""A file between two pages: read, shown, not yet saved.

The file's bytes and the answers given so far are kept in a session row of their own, encrypted with a key
that only the person's browser has (a cookie for Your data and the pages below it). So no readable copy of the
file is on the server's disk, nothing can be changed in between, and after an hour it is gone.
docs/decisions.md says why. Files kept longer, because the person wants that, are in waiting.py.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cmlguide.exchange.preview.values import Options
from cmlguide.records.models import Person

SECONDS = 60 * 60
_LOCKED, _PERSON = "locked", "person"


@dataclass
class Draft:
    """A file's `data` and `name`, whose record it is for, and the person's answers about it so far.

    `said`: row key to question code to answer. `left_out`: keys of unwanted rows. `start_on`: an ISO date.
    `pasted`: typed or pasted text instead of a file. `each_scale`: ask for the scale row by row.
    `diagnosed`: use the file's date of diagnosis too. `keep_letter`: keep the file itself with the import.
    """

    person: int
    data: bytes
    name: str = ""
    pasted: bool = False
    order: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    scale: str | None = None
    each_scale: bool = False
    patient: str | None = None
    start_on: str | None = None
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    diagnosed: bool = False
    keep_letter: bool = False

    def options(self, today: date) -> Options:
        """How to read the file, given the answers."""
        return Options(
            today=today,
            name=self.name,
            order=self.order,
            columns={int(number): meaning for number, meaning in self.columns.items()},
            units=dict(self.units),
            scale=self.scale,
            patient=self.patient,
            start_on=date.fromisoformat(self.start_on) if self.start_on else None,
        )


def keep_draft(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """Encrypt and keep the draft until the next page, replacing any earlier one."""
    row, key = _opened(request)
    if row is None or key is None:
        row, key = _store()(), Fernet.generate_key().decode("ascii")
    row[_LOCKED] = Fernet(key).encrypt(pack(draft)).decode("ascii")
    row[_PERSON] = draft.person
    row.set_expiry(SECONDS)
    row.save() if row.session_key else row.create()
    response.set_cookie(
        settings.DRAFT_COOKIE_NAME,
        f"{row.session_key}.{key}",
        max_age=SECONDS,
        path=_path(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def open_draft(request: HttpRequest, person: Person) -> Draft | None:
    """This browser's draft for this person's record; None if there is none or its hour has passed."""
    row, key = _opened(request)
    if row is None or key is None:
        return None
    draft = unpack(Fernet(key).decrypt(row[_LOCKED]))
    return draft if draft.person == person.pk else None


def has_draft(request: HttpRequest, person: Person) -> bool:
    """Whether this browser has a file of theirs that was read but not saved. It stays encrypted."""
    name = _cookie(request).partition(".")[0]
    return bool(name) and _store()(name).get(_PERSON) == person.pk


def drop_draft(request: HttpRequest, response: HttpResponse) -> None:
    """Delete the draft."""
    row, _ = _opened(request)
    if row is not None:
        row.delete()
    response.delete_cookie(settings.DRAFT_COOKIE_NAME, path=_path())


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.DRAFT_COOKIE_NAME, "")


def _path() -> str:
    """Your data and what is below; a `__Host-` cookie has to go to every page of its host."""
    return "/" if settings.DRAFT_COOKIE_NAME.startswith("__Host-") else reverse("data")


def _opened(request: HttpRequest) -> tuple[Any, str] | tuple[None, None]:
    """The session row named in the cookie, and the key that decrypts it."""
    name, _, key = _cookie(request).partition(".")
    if not name or not key:
        return None, None
    row = _store()(name)
    try:
        # One wrong key in 256 decrypts to meaningless bytes; content that unpacks was encrypted with this
        # key.
        zlib.decompress(Fernet(key).decrypt(row[_LOCKED]))
    except (KeyError, ValueError, InvalidToken, zlib.error):
        return None, None
    return row, key


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore


def pack(draft: Draft) -> bytes:
    """The file and the answers as bytes."""
    facts = {name: value for name, value in asdict(draft).items() if name != "data"}
    return zlib.compress(json.dumps(facts).encode("utf-8") + b"\n" + draft.data, 1)


def unpack(packed: bytes) -> Draft:
    """The same draft again."""
    facts, _, data = zlib.decompress(packed).partition(b"\n")
    return Draft(**json.loads(facts), data=data)
