"""A backup of the whole database while it is in use: one moment of it, checked by opening, or none at all."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cmlguide import __version__
from cmlguide.backups.aside import open_private, reading_beside, written_whole
from cmlguide.backups.locked import is_locked, lock, unlock
from cmlguide.backups.portable_file import BackupReader, BackupWriter
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.backups.row_text import columns_of, lines_of
from cmlguide.backups.schema import applied_migrations, models_at


@dataclass(frozen=True)
class Made:
    """What a backup holds: rows by table, and the size of its file."""

    rows: dict[str, int]
    size: int


def make_backup(target: Path, *, passphrase: str | None = None) -> Made:
    """Write one; with a passphrase, no line of it reaches the disk unlocked.

    Raises BackupRefusedError, and then leaves nothing behind.
    """
    with written_whole(target) as part:
        with open_private(part) as file:
            if passphrase is None:
                tables = write_backup(file)
            else:
                opened = io.BytesIO()
                tables = write_backup(opened)
                file.write(lock(opened.getvalue(), passphrase))
        with opened_backup(part, passphrase) as reader:
            if reader.tables != tables:
                raise BackupRefusedError("not-as-written")
        size = part.stat().st_size
    return Made({name: rows for name, (rows, _digest) in tables.items()}, size)


def write_backup(output: IO[bytes]) -> dict[str, list[Any]]:
    """All rows as they stood at one moment; gives the digest of each table."""
    try:
        with reading_beside() as connection, transaction.atomic(using=connection.alias):
            _one_moment(connection)
            applied = applied_migrations(connection)
            writer = BackupWriter(output, _header(connection, applied))
            for model in models_at(connection, applied):
                writer.table(model._meta.db_table, columns_of(model), lines_of(model, connection.alias))
            writer.end()
    except DatabaseError as fault:
        raise BackupRefusedError("broken-database") from fault
    return writer.tables


def key_mark() -> str:
    """What tells one secret key from another without giving it away: a backup holds none."""
    return salted_hmac("cmlguide.backups", "which key", algorithm="sha256").hexdigest()[:16]


class opened_backup:  # noqa: N801 - used as a context manager, as `open` is
    """The reader of a backup in a file, unlocked in memory where it is locked, and found whole."""

    def __init__(self, file: Path, passphrase: str | None) -> None:
        try:
            self._open: IO[bytes] = file.open("rb")
        except OSError as fault:
            raise BackupRefusedError("cannot-read") from fault
        self._passphrase = passphrase

    def __enter__(self) -> BackupReader:
        try:
            content = self._open
            if is_locked(content.read(64)):
                content.seek(0)
                content = io.BytesIO(unlock(content.read(), self._passphrase or ""))
            return BackupReader(content)
        except BaseException:
            self._open.close()
            raise

    def __exit__(self, *fault: object) -> None:
        self._open.close()


def _one_moment(connection: BaseDatabaseWrapper) -> None:
    """Every table as it is now, whatever is written meanwhile. SQLite's own transactions are like that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _header(connection: BaseDatabaseWrapper, applied: list[tuple[str, str]]) -> dict[str, object]:
    return {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "program": __version__,
        "database": connection.vendor,
        "key": key_mark(),
        "migrations": applied,
    }
