"""Files and connections beside those in use: what goes wrong with them leaves the others as they are."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

from cmlguide.backups.refusals import BackupRefusedError


@contextmanager
def connection_beside(alias: str, **changed: Any) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, set up as the site's but for what is `changed`; closed afterwards."""
    connection = _new_connection(alias, changed)
    connections[alias] = connection  # in this thread only; models and commands find it by its name
    try:
        yield connection
    finally:
        connection.close()
        del connections[alias]


@contextmanager
def in_place_of_default(**changed: Any) -> Iterator[BaseDatabaseWrapper]:
    """Another connection that all of this thread takes for the site's: a migration that changes rows and
    names no database must not find those in use."""
    in_use, connection = connections["default"], _new_connection("default", changed)
    connections["default"] = connection
    try:
        yield connection
    finally:
        connections["default"] = in_use
        connection.close()


@contextmanager
def reading_beside() -> Iterator[BaseDatabaseWrapper]:
    """A connection that reads while others write: no writer waits for it."""
    changed: dict[str, Any] = {}
    if connections["default"].vendor == "sqlite":
        changed["OPTIONS"] = {"transaction_mode": "DEFERRED", "timeout": 20}
    with connection_beside("read_for_backup", **changed) as connection:
        yield connection


def _new_connection(alias: str, changed: dict[str, Any]) -> BaseDatabaseWrapper:
    described = copy.deepcopy(connections["default"].settings_dict) | changed
    made: BaseDatabaseWrapper = load_backend(described["ENGINE"]).DatabaseWrapper(described, alias)
    return made


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """The path of a file to fill, which takes its name once it is full and on the disk, or goes.

    Raises BackupRefusedError where a file of that name is there, and where it cannot be written.
    """
    if target.exists():
        raise BackupRefusedError("in-the-way")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        yield part
        _reach_the_disk(part)
        part.replace(target)
        _reach_the_disk(target.parent)
    except OSError as fault:
        raise BackupRefusedError("cannot-write") from fault
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def open_private(file: Path) -> IO[bytes]:
    """A new file that only its owner can read, to write and to read."""
    return os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def _reach_the_disk(place: Path) -> None:
    if place.is_dir() and os.name != "posix":
        return
    handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
