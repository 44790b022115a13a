"""Opening the record at home: its condition first, a copy before any change, one line for each fault."""

from __future__ import annotations

import datetime as dt
import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from cmlguide.backups.condition import FIRST, SOUND, condition_of
from cmlguide.backups.copies import Copy, copy_of_the_day, find_copy, make_copy, newest_sound
from cmlguide.backups.in_sqlite import address_to_read, database_file, open_to_read, open_to_write
from cmlguide.backups.putting_back import put_back
from cmlguide.backups.refusals import BackupRefusedError, sentence
from cmlguide.data_folder import (
    BACKUPS,
    database_address,
    has_held_a_record,
    keep_spare_key,
    say_what_folder_this_is,
)
from cmlguide.start_command import start_command

Say = Callable[[str], None]
ROOM = 256 * 1024
"""Bytes that must find room for the record to be opened to write."""
HOUSEKEEPING = ("clearsessions", "purge_deleted")


class CannotStartError(Exception):
    """The record was not opened and nothing was changed; as text, lines for a person."""


def open_record(folder: Path, *, say: Say, now: dt.datetime, back: str | None = None) -> bool:
    """Make the record ready to use; False where it can only be read.

    `back`: first put back the copy of that name, or the newest for "newest". What keeps nobody from reading
    is said. Raises CannotStartError for the rest.
    """
    file, held_one = database_file(), has_held_a_record(folder)
    if back is not None:
        _put_back(folder, back, say=say, now=now)
    condition = condition_of(file, held_one=held_one)
    if condition not in {SOUND, FIRST}:
        raise CannotStartError(what_is_wrong(condition, file, folder))
    if not _has_room(folder, file):
        _only_read(condition, file, say)
        return False
    _bring_up_to_date(folder, condition, now)
    say_what_folder_this_is(folder)
    connections["default"].settings_dict["NAME"] = database_address(folder)
    for command in HOUSEKEEPING:
        with suppress(DatabaseError):
            call_command(command, stdout=io.StringIO(), verbosity=0)
    back_up_today(folder, say=say, now=now)
    return True


def back_up_today(folder: Path, *, say: Say, now: dt.datetime, again: bool = False) -> None:
    """Make the copy of the day where there is none yet, or `again`; say where that fails. It stops nobody."""
    try:
        if again:
            make_copy(database_file(), folder / BACKUPS, reason="day", now=now)
        copy_of_the_day(database_file(), folder / BACKUPS, now=now)
        keep_spare_key(folder)
    except (BackupRefusedError, OSError) as fault:
        why = str(fault) if isinstance(fault, BackupRefusedError) else sentence("cannot-write")
        say(_("There is no backup from today. %(why)s") % {"why": why})


def hold_open(file: Path, *, can_write: bool) -> sqlite3.Connection | None:
    """A connection to keep while the site runs: the files SQLite needs beside the record then stay, and it
    can be read also after the disk has filled up. Closed last, it leaves the record in one file."""
    try:
        held = open_to_write(file) if can_write else open_to_read(file)
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return None
    return held


def what_is_wrong(condition: str, file: Path, folder: Path) -> str:
    """What is the matter, and what to do about it: the newest backup, where there is one."""
    lines = [sentence(condition) % {"file": file}]
    if condition in {"vanished", "empty", "damaged", "newer"}:
        newest = newest_sound(folder / BACKUPS)
        lines.append(_offer(newest) if newest else sentence("no-backup") % {"folder": folder / BACKUPS})
        if condition in {"vanished", "empty"}:
            lines.append(sentence("begin-anew") % {"folder": folder})
    return "\n".join(lines)


def _offer(copy: Copy) -> str:
    here = copy.made_at.astimezone()
    when = f"{here.day} {here:%B %Y, %H:%M}"
    return sentence("offer") % {"when": when, "command": start_command("--put-back")}


def _put_back(folder: Path, name: str, *, say: Say, now: dt.datetime) -> None:
    copies = folder / BACKUPS
    copy = newest_sound(copies) if name == "newest" else find_copy(copies, name)
    if copy is None:
        raise CannotStartError(sentence("no-backup") % {"folder": copies})
    try:
        aside = put_back(copy, now=now)
    except BackupRefusedError as refused:
        raise CannotStartError(str(refused)) from refused
    say(_("The backup %(name)s is put back.") % {"name": copy.name})
    if aside:
        say(_("What could not be opened is kept as %(file)s.") % {"file": aside})


def _has_room(folder: Path, file: Path) -> bool:
    """Whether the record and a little more can be written."""
    if file.exists() and not os.access(file, os.W_OK):
        return False
    probe = folder / ".room"
    try:
        with probe.open("wb") as output:
            output.write(b"\0" * ROOM)
            output.flush()
            os.fsync(output.fileno())
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return True


def _only_read(condition: str, file: Path, say: Say) -> None:
    """Open the record to read, where nothing can be written."""
    connections["default"].close()
    in_use = connections["default"].settings_dict  # the same one in every thread
    in_use["NAME"] = address_to_read(file)
    in_use["OPTIONS"] = {"timeout": in_use["OPTIONS"]["timeout"]}
    if condition == FIRST or _is_behind():
        raise CannotStartError(sentence("no-room-to-start") % {"folder": file.parent})
    say(sentence("only-read") % {"folder": file.parent})


def _is_behind() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _bring_up_to_date(folder: Path, condition: str, now: dt.datetime) -> None:
    """Run the migrations that are due, a copy of the record first."""
    try:
        if condition == SOUND and _is_behind():
            make_copy(database_file(), folder / BACKUPS, reason="update", now=now)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except BackupRefusedError as refused:
        raise CannotStartError(f"{sentence('no-update-without')} {refused}") from refused
    except DatabaseError as fault:
        raise CannotStartError(sentence("update-failed") % {"folder": folder / BACKUPS}) from fault
