"""Where a restore into SQLite is built: in a file beside the one in use, which then takes its place."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from cmlguide.backups.aside import in_place_of_default
from cmlguide.backups.refusals import BackupRefusedError

WAIT_SECONDS = 20
SHARED_MEMORY = 65_536
"""Bytes: room for the file by which connections to one database share their memory, and for its log."""
BESIDE = ("", "-wal", "-shm", "-journal")
"""The files that are one database."""


@contextmanager
def new_database() -> Iterator[BaseDatabaseWrapper]:
    """An empty database to fill. When the block ends well it takes the place of the site's."""
    in_use = database_file()
    new = in_use.with_name(f".{in_use.name}.restore")
    remove_database(new)
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=FULL;"}
    try:
        with in_place_of_default(NAME=str(new), OPTIONS=options) as connection:
            yield connection
        connections["default"].close()
        install(new, in_use)
    except OSError as fault:
        raise BackupRefusedError("no-room") from fault
    finally:
        with suppress(OSError):
            remove_database(new)


def database_file() -> Path:
    """The file of the site's database."""
    name = str(connections["default"].settings_dict["NAME"])
    if name.startswith("file:"):
        name = url2pathname(urlsplit(name).path)
    return Path(name)


def remove_database(file: Path) -> None:
    """Take a database away with the files that belong to it."""
    for end in BESIDE:
        file.with_name(file.name + end).unlink(missing_ok=True)


def is_sound(file: Path) -> bool:
    """Whether SQLite finds nothing wrong with the database in that file, read from end to end."""
    try:
        with closing(open_to_read(file)) as database:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.Error:
        return False


def open_to_read(file: Path) -> sqlite3.Connection:
    """The database in that file. Raises sqlite3.Error where there is none: it makes no new one."""
    return sqlite3.connect(address_to_read(file), uri=True, timeout=WAIT_SECONDS)


def address_to_read(file: Path) -> str:
    """The address by which SQLite only reads the file. Where nothing can be written beside it, it is told so:
    even to read it would want to write files of its own."""
    log = file.with_name(f"{file.name}-wal")
    whole = not log.exists() or log.stat().st_size == 0
    how = "mode=ro&immutable=1" if whole and not _can_write_in(file.parent) else "mode=ro"
    return f"{file.absolute().as_uri()}?{how}"


def _can_write_in(folder: Path) -> bool:
    """Found out by writing: a disk may be full, or read-only to everybody."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * SHARED_MEMORY)
            probe.flush()
    except OSError:
        return False
    return True


def install(new: Path, in_use: Path) -> Path | None:
    """Make the database in use equal to the new one, in one step that a crash or a reader cannot halve.

    One that SQLite cannot open is moved beside instead, and its new path given: nothing is thrown away.
    """
    if not is_sound(new):
        raise BackupRefusedError("not-as-written")
    if is_sound(in_use):
        try:
            with closing(open_to_read(new)) as source, closing(open_to_write(in_use)) as target:
                source.backup(target)
        except sqlite3.Error as fault:
            raise BackupRefusedError("no-room") from fault
        return None
    aside = move_aside(in_use)
    new.replace(in_use)
    return aside


def move_aside(file: Path) -> Path | None:
    """Rename a damaged database with all that belongs to it, so that somebody may still look into it."""
    stamp = timezone.now().strftime("%Y-%m-%dT%H%M%SZ")
    aside = file.with_name(f"{file.name}.damaged-{stamp}")
    moved = None
    for end in BESIDE:
        part = file.with_name(file.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
            moved = aside
    return moved


def open_to_write(file: Path) -> sqlite3.Connection:
    """The database in that file. Raises sqlite3.Error where there is none: it makes no new one."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS)
