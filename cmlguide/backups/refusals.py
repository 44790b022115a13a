"""Why a backup is not taken or not put back: one sentence each, and nothing was changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "not-a-backup": _("This file is not a backup of CML Guide."),
    "not-whole": _("This backup is not complete: it was cut short or changed. Use an older one."),
    "newer": _("This backup was made by a newer CML Guide. Start the newer one to put it back."),
    "locked": _("This backup is locked. Give its passphrase."),
    "wrong-passphrase": _("The passphrase does not open this backup, or the backup is not complete."),
    "too-slow": _(
        "This computer is too slow, or too busy just now, to open this backup. Close other "
        "programs and try again. The program age (age -d) can open it too."
    ),
    "no-passphrase": _("The passphrase is empty. Nothing was written."),
    "not-empty": _("There is a record here already. It stays as it is. To replace all of it, add --replace."),
    "no-copy": _(
        "What is there now could not be copied first, so it was not replaced. To replace it without "
        "a copy, add --without-copy."
    ),
    "in-the-way": _("There is already a file with that name. It stays as it is. Choose another name."),
    "cannot-write": _(
        "The backup could not be written: the disk is full, or the folder cannot be written to."
    ),
    "broken-database": _("The database could not be read. Nothing was written."),
    "cannot-read": _("The file could not be read."),
    "not-as-written": _("The backup could not be read back as it was written. It was not kept."),
    "no-room": _("There is no room, or no permission to write. Nothing was changed."),
}

AT_THE_START = {
    "vanished": _("The record is missing: there is no file %(file)s any more."),
    "empty": _("The record in %(file)s is empty: something has wiped it."),
    "damaged": _("The record in %(file)s is damaged. It cannot be opened."),
    "newer": _("The record in %(file)s was used with a newer CML Guide. Start the newer one."),
    "closed": _("The record in %(file)s cannot be opened. Are you allowed to read it?"),
    "offer": _(
        "The newest backup is from %(when)s. To put it back, type:\n\n    %(command)s\n\nWhat is "
        "there now is kept next to it."
    ),
    "no-backup": _("There is no backup in %(folder)s. Do you have a copy of that folder elsewhere?"),
    "begin-anew": _("To start a new, empty record instead, first move %(folder)s away."),
    "only-read": _(
        "Nothing can be written in %(folder)s: the disk is full or read-only. You can read your "
        "record, and save nothing new. Free up space, then start CML Guide again."
    ),
    "no-room-to-start": _(
        "Nothing can be written in %(folder)s: the disk is full or read-only. Free up space, then "
        "start CML Guide again."
    ),
    "no-update-without": _("This version needs a backup before it changes your record. None could be made."),
    "update-failed": _(
        "Your record could not be updated to this version. A copy of it as it was is in "
        "%(folder)s. Start the version you had before."
    ),
}


def sentence(code: str) -> str:
    """The words for a code, with places such as %(file)s left to fill."""
    return str(AT_THE_START.get(code) or SENTENCES[code])


class BackupRefusedError(Exception):
    """Nothing was changed, and `code` says why; as text, the sentence for a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(SENTENCES[self.code])
