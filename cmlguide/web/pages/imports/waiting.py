"""A file with open questions, for days: in the record, locked with the site's own key.

Its person asked for it to be kept. Whoever has only a copy of the database cannot read it.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from cmlguide.records.models import WaitingFile
from cmlguide.web.pages.imports.draft import Draft, pack, unpack


def lock_draft(draft: Draft) -> bytes:
    """The draft as the record keeps it."""
    return _key().encrypt(pack(draft))


def open_waiting_file(waiting: WaitingFile) -> Draft | None:
    """The draft again; None when the site's key has changed since."""
    try:
        return unpack(_key().decrypt(bytes(waiting.content)))
    except InvalidToken:
        return None


def _key() -> Fernet:
    digest = salted_hmac("cmlguide.waiting_file", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
