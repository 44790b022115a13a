"""Why a backup is not taken or not put back: one sentence each, and nothing was changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "not-a-backup": _("This file is not a backup of CML Guide."),
    "not-whole": _("This backup is not whole: it was cut short or changed. Take an older one."),
    "newer": _("This backup was made by a newer CML Guide. Start the newer one to put it back."),
    "locked": _("This backup is locked. Give its passphrase."),
    "wrong-passphrase": _("The passphrase does not open this backup, or the backup is not whole."),
    "no-passphrase": _("The passphrase is empty. Nothing was written."),
    "not-empty": _("There is a record here already. It stays as it is. To replace all of it, add --replace."),
    "in-the-way": _("A file of that name is there already. It stays as it is. Choose another name."),
    "cannot-write": _("The backup could not be written: the disk is full, or the folder cannot be written."),
    "broken-database": _("The database could not be read. Nothing was written."),
    "cannot-read": _("The file could not be read."),
    "not-as-written": _("What was written did not read back as it was. Nothing was kept of it."),
    "no-room": _("There is no room or no right to write. Nothing was changed."),
}


class BackupRefusedError(Exception):
    """Nothing was changed, and `code` says why; as text, the sentence for a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(SENTENCES[self.code])
