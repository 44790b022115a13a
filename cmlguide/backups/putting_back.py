"""A copy in the place of the record. What is there now is copied first, so this can be taken back too."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connections

from cmlguide.backups.aside import in_place_of_default
from cmlguide.backups.condition import SOUND, condition_of
from cmlguide.backups.copies import Copy, make_copy
from cmlguide.backups.in_sqlite import database_file, install, is_sound, remove_database
from cmlguide.backups.refusals import BackupRefusedError

SIGNED_IN = ("django_session", "usersessions_usersession", "mfa_authenticator")
KEEP_WAYS_IN = """
    UPDATE main.records_user SET (password, recovery_key, recovery_key_made_at) =
        (SELECT password, recovery_key, recovery_key_made_at FROM now.records_user AS theirs
         WHERE theirs.id = main.records_user.id)
    WHERE EXISTS (SELECT 1 FROM now.records_user AS theirs
         WHERE theirs.id = main.records_user.id AND theirs.username = main.records_user.username)
"""


def put_back(copy: Copy, *, now: dt.datetime) -> Path | None:
    """Make the record what it was in that copy, brought up to date; ways to sign in stay as they are now.

    A record that cannot be opened is moved beside, and its new path given. Raises BackupRefusedError, and
    then everything is as it was.
    """
    in_use = database_file()
    match condition_of(copy.file, held_one=True):
        case "newer":
            raise BackupRefusedError("newer")
        case condition if condition != SOUND or not is_sound(copy.file):
            raise BackupRefusedError("not-whole")
    works = is_sound(in_use)
    new = in_use.with_name(f".{in_use.name}.restore")
    try:
        remove_database(new)
        shutil.copyfile(copy.file, new)
        new.chmod(0o600)
        _bring_up_to_date(new)
        if works:
            _keep_signed_in(new, in_use)
            make_copy(in_use, copy.file.parent, reason="replaced", now=now)
        connections["default"].close()
        return install(new, in_use)
    except (OSError, DatabaseError, sqlite3.Error) as fault:
        raise BackupRefusedError("no-room") from fault
    finally:
        with suppress(OSError):
            remove_database(new)


def _bring_up_to_date(new: Path) -> None:
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=FULL;"}
    with in_place_of_default(NAME=str(new), OPTIONS=options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def _keep_signed_in(new: Path, in_use: Path) -> None:
    """Carry over who is signed in and what it takes to sign in: a passphrase set since then still protects,
    and a session that ended since does not open again. Leaves out tables of another shape."""
    with closing(sqlite3.connect(f"{new.absolute().as_uri()}?mode=rw", uri=True)) as database:
        database.execute("ATTACH ? AS now", [f"{in_use.absolute().as_uri()}?mode=ro"])
        with database:
            for table in SIGNED_IN:
                _carry_over(database, table)
            if _columns(database, "main", "records_user") == _columns(database, "now", "records_user"):
                database.execute(KEEP_WAYS_IN)


def _carry_over(database: sqlite3.Connection, table: str) -> None:
    columns = _columns(database, "main", table)
    if not columns or columns != _columns(database, "now", table):
        return
    names = ", ".join(columns)
    of_somebody = " WHERE user_id IN (SELECT id FROM main.records_user)" if "user_id" in columns else ""
    database.execute(f"DELETE FROM main.{table}")  # noqa: S608 - names of our own tables
    database.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}{of_somebody}")  # noqa: S608


def _columns(database: sqlite3.Connection, schema: str, table: str) -> list[str]:
    rows = database.execute("SELECT name FROM pragma_table_info(?, ?) ORDER BY name", [table, schema])
    return [name for (name,) in rows]
