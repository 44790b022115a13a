"""What is the matter with the record's file, found out before anything opens it to write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cmlguide.backups.in_sqlite import open_to_read
from cmlguide.backups.schema import is_newer

SOUND, FIRST = "sound", "first"
TABLE_OF_PEOPLE = "records_person"
NOT_OPENED = ("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_LOCKED", "SQLITE_PERM", "SQLITE_READONLY")
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def condition_of(database: Path, *, held_one: bool) -> str:
    """ "sound", or "first" where none was begun yet; else "vanished", "empty", "damaged", "newer", "closed".

    `held_one`: whether this folder held a record before, so that a missing one is no first start.
    """
    try:
        size = database.stat().st_size
    except FileNotFoundError:
        return "vanished" if held_one else FIRST
    except OSError:
        return "closed"
    if size == 0:
        return "empty" if held_one else FIRST
    return _look_inside(database, held_one=held_one)


def _look_inside(database: Path, *, held_one: bool) -> str:
    try:
        with database.open("rb"), closing(open_to_read(database)) as opened:
            if opened.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                return "damaged"
            tables = {name for (name,) in opened.execute(TABLES)}
            if TABLE_OF_PEOPLE not in tables:
                return "empty" if held_one or tables else FIRST
            applied = opened.execute("SELECT app, name FROM django_migrations").fetchall()
    except OSError:
        return "closed"
    except sqlite3.OperationalError as fault:
        return "closed" if fault.sqlite_errorname.startswith(NOT_OPENED) else "damaged"
    except sqlite3.DatabaseError:
        return "damaged"
    return "newer" if is_newer(applied) else SOUND
