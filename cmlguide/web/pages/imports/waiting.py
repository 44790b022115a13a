"""A file with open questions, kept for days in the record, encrypted with the site's own key.

The person asked for it to be kept. A copy of the database alone is not enough to read it.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.crypto import salted_hmac

from cmlguide.records.actions.waiting_files import relock_waiting_file
from cmlguide.records.models import WaitingFile
from cmlguide.web.frame.key_rotation import Relocked, keys, relock
from cmlguide.web.pages.imports.draft import Draft, pack, unpack


def lock_draft(draft: Draft) -> bytes:
    """The draft, encrypted as the record keeps it."""
    return _key().encrypt(pack(draft))


def open_waiting_file(waiting: WaitingFile) -> Draft | None:
    """The draft; None if the site no longer has the key it was encrypted with."""
    try:
        return unpack(_key().decrypt(bytes(waiting.content)))
    except InvalidToken:
        return None


def relock_waiting_files() -> Relocked:
    """Encrypt every waiting file again with the newest of the site's keys."""
    count = Relocked()
    for waiting in WaitingFile.objects.order_by("pk").iterator(chunk_size=1):
        before = bytes(waiting.content)
        locked = relock(before, _key())
        count += Relocked(lost=1) if locked is None else Relocked(done=1)
        if locked is not None:
            relock_waiting_file(waiting=waiting, before=before, content=locked)
    return count


def _key() -> MultiFernet:
    digests = (
        salted_hmac("cmlguide.waiting_file", "", secret=key, algorithm="sha256").digest() for key in keys()
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
