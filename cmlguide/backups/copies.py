"""Copies of the record at home: one a day and before each change of its tables, all checked, few kept."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from cmlguide.backups.aside import open_private, written_whole
from cmlguide.backups.in_sqlite import is_sound, open_to_read
from cmlguide.backups.refusals import BackupRefusedError

NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6}Z)-(day|update|replaced)")
WRITTEN = "%Y-%m-%dT%H%M%SZ"
DAYS = 7
MONTHS = 12
OF_OTHERS = 3
"""How many are kept of those made before an update, and of records that a backup took the place of."""


@dataclass(frozen=True)
class Copy:
    """One copy: when it was made (UTC), and why: "day", "update", or "replaced" by another."""

    file: Path
    made_at: dt.datetime
    reason: str

    @property
    def name(self) -> str:
        return self.file.stem


def copies_in(folder: Path) -> list[Copy]:
    """The copies in that folder, the newest first. Other files are left out."""
    found = [copy for file in folder.glob("*.sqlite3") if (copy := _read_name(file))]
    return sorted(found, key=lambda copy: copy.name, reverse=True)


def find_copy(folder: Path, name: str) -> Copy | None:
    """The copy of that name, or None."""
    return next((copy for copy in copies_in(folder) if copy.name == name), None)


def newest_sound(folder: Path) -> Copy | None:
    """The newest copy that SQLite finds whole."""
    return next((copy for copy in copies_in(folder) if is_sound(copy.file)), None)


def make_copy(database: Path, folder: Path, *, reason: str, now: dt.datetime) -> Copy:
    """Copy the database as it is at one moment, also while it is written to; checked before it counts.

    Raises BackupRefusedError, and then leaves nothing half made.
    """
    while (target := folder / f"{now.astimezone(dt.UTC).strftime(WRITTEN)}-{reason}.sqlite3").exists():
        now += dt.timedelta(seconds=1)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise BackupRefusedError("cannot-write") from fault
    with written_whole(target) as part:
        open_private(part).close()  # SQLite fills it, and would make one that others can read
        try:
            with closing(open_to_read(database)) as source:
                source.execute("VACUUM INTO ?", [str(part)])
        except sqlite3.Error as fault:
            raise BackupRefusedError("cannot-write" if is_sound(database) else "broken-database") from fault
        if not is_sound(part):
            raise BackupRefusedError("not-as-written")
    made = Copy(target, now, reason)
    keep_few(folder)
    return made


def copy_of_the_day(database: Path, folder: Path, *, now: dt.datetime) -> Copy | None:
    """A copy, unless one was made on this day."""
    today = now.astimezone(dt.UTC).date()
    if any(copy.reason == "day" and copy.made_at.date() == today for copy in copies_in(folder)):
        return None
    return make_copy(database, folder, reason="day", now=now)


def delete_copy(copy: Copy) -> None:
    """Take a copy away for good. Raises BackupRefusedError where that cannot be."""
    try:
        copy.file.unlink(missing_ok=True)
    except OSError as fault:
        raise BackupRefusedError("cannot-write") from fault


def keep_few(folder: Path) -> None:
    """Keep the last copy of each of the newest seven days and twelve months, and three of each other kind.

    They are counted, not aged: a clock that runs far ahead takes none away.
    """
    copies = copies_in(folder)
    for copy in copies:
        if copy not in _to_keep(copies):
            with suppress(OSError):
                copy.file.unlink()


def _to_keep(copies: list[Copy]) -> list[Copy]:
    days: dict[str, Copy] = {}
    months: dict[str, Copy] = {}
    for copy in copies:
        if copy.reason == "day":
            days.setdefault(copy.name[: len("2026-11-26")], copy)
            months.setdefault(copy.name[: len("2026-11")], copy)
    kept = [*list(days.values())[:DAYS], *list(months.values())[:MONTHS]]
    for reason in ("update", "replaced"):
        kept += [copy for copy in copies if copy.reason == reason][:OF_OTHERS]
    return kept


def _read_name(file: Path) -> Copy | None:
    match = NAME.fullmatch(file.stem)
    if match is None:
        return None
    try:
        made_at = dt.datetime.strptime(match[1], WRITTEN).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return Copy(file, made_at, match[2])
