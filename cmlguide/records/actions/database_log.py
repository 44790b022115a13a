"""What was deleted for good leaves the database's own log too, and not only when the program stops."""

from __future__ import annotations

from django.db import connection, transaction


def empty_database_log() -> None:
    """Once what was just deleted is saved, write SQLite's log back into the database and cut it to nothing.

    The log keeps every page as it was written, so also text that is gone from the database by now. Deleted
    content itself is overwritten (`secure_delete` in the settings). Other databases look after their own log.
    """
    transaction.on_commit(_empty)


def _empty() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
