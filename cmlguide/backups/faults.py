"""What a failed request met: a disk that takes nothing more, a record that does not open, a database away."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

CANNOT_SAVE, BROKEN, AWAY = "cannot-save", "broken", "away"

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
OF_SQLITE = (
    (("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM"), CANNOT_SAVE),
    (("SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE", "SQLITE_PERM"), CANNOT_SAVE),
    (("SQLITE_BUSY", "SQLITE_LOCKED"), AWAY),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN", "SQLITE_IOERR"), BROKEN),
)
OF_POSTGRESQL = {"53100": CANNOT_SAVE, "25006": CANNOT_SAVE, "42P01": BROKEN}
"""disk_full, read_only_sql_transaction, undefined_table"""


def kind_of(fault: BaseException | None) -> str:
    """CANNOT_SAVE, BROKEN or AWAY; "" for any other fault."""
    return next((kind for one in _chain(fault) if (kind := _kind_of_one(one))), "")


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault and those that led to it, the first cause first."""
    if fault is not None:
        yield from _chain(fault.__cause__ or fault.__context__)
        yield fault


def _kind_of_one(fault: BaseException) -> str:
    if isinstance(fault, sqlite3.Error):
        name = getattr(fault, "sqlite_errorname", "")
        if name == "SQLITE_ERROR":
            return BROKEN if "no such table" in str(fault) else ""
        return next((kind for names, kind in OF_SQLITE if name.startswith(names)), "")
    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        return CANNOT_SAVE
    if state := getattr(fault, "sqlstate", None):
        return OF_POSTGRESQL.get(state, "")
    is_away = isinstance(fault, OperationalError | InterfaceError)
    return AWAY if is_away and not isinstance(fault.__cause__, sqlite3.Error) else ""
