"""Clears deleted data from the database's own log right away, not only when the program stops."""

from __future__ import annotations

from django.db import connection, transaction


def empty_database_log() -> None:
    """After the current transaction commits, write SQLite's log back into the database and truncate it.

    The log keeps old versions of pages, including text already deleted from the database. Deleted content in
    the database itself is overwritten (`secure_delete` in the settings). Other databases manage their own
    log.
    """
    transaction.on_commit(_empty)


def _empty() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
