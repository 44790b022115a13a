"""A backup put back: read, checked, brought up to date and compared before anything in use is touched."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cmlguide.backups import in_postgresql, in_sqlite
from cmlguide.backups.making import key_mark, make_backup, opened_backup
from cmlguide.backups.portable_file import BackupReader, Table, TableDigest
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.backups.row_text import ROWS_AT_A_TIME, columns_of, insert_statement, lines_of, values_of
from cmlguide.backups.schema import is_newer, last_of_each, migrate_to, models_at


@dataclass(frozen=True)
class Restored:
    """What was put back: rows by table, when the backup was made, and whether another secret key made it;
    and where what it replaced is, if anybody was there."""

    rows: dict[str, int]
    made_at: str
    has_other_key: bool
    copy: Path | None = None


def restore_backup(
    source: Path, *, passphrase: str | None = None, replace: bool = False, copy: Path | None = None
) -> Restored:
    """Put it back into the site's database. With `replace` what is there goes, else it must hold nobody.
    With `copy` what goes is backed up there first, locked with the same passphrase.

    Raises BackupRefusedError, and then everything is as it was.
    """
    with opened_backup(source, passphrase) as reader:
        if is_newer(_applied(reader)):
            raise BackupRefusedError("newer")
        found = holds_somebody(connections["default"])
        if found and not replace:
            raise BackupRefusedError("not-empty")
        kept = _keep(copy, passphrase) if found and copy else None
        try:
            _put(reader)
        except BaseException:
            if kept:
                kept.unlink(missing_ok=True)  # nothing was replaced
            raise
        rows = {name: count for name, (count, _digest) in reader.tables.items()}
        return Restored(rows, reader.header["made_at"], reader.header["key"] != key_mark(), kept)


def _keep(copy: Path, passphrase: str | None) -> Path:
    try:
        make_backup(copy, passphrase=passphrase)
    except BackupRefusedError as refused:
        if refused.code == "no-passphrase":  # whoever gave it can give another
            raise
        raise BackupRefusedError("no-copy") from refused
    return copy


def _put(reader: BackupReader) -> None:
    put = in_sqlite if connections["default"].vendor == "sqlite" else in_postgresql
    try:
        with put.new_database() as connection:
            _fill(connection, reader)
    except DatabaseError as fault:
        raise BackupRefusedError("not-as-written") from fault


def holds_somebody(connection: BaseDatabaseWrapper) -> bool:
    """Whether anybody has an account in this database; a database that cannot be read may hold somebody."""
    try:
        with connection.cursor() as cursor:
            if "records_user" not in connection.introspection.table_names(cursor):
                return False
            cursor.execute("SELECT 1 FROM records_user LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return True


def _applied(reader: BackupReader) -> list[tuple[str, str]]:
    return [(app, name) for app, name in reader.header["migrations"]]


def _fill(connection: BaseDatabaseWrapper, reader: BackupReader) -> None:
    """The tables as they were then, their rows, both compared; then on to today's tables."""
    applied = _applied(reader)
    migrate_to(connection, last_of_each(connection, applied))
    models = {model._meta.db_table: model for model in models_at(connection, applied)}
    if set(models) != set(reader.tables):
        raise BackupRefusedError("not-whole")
    with transaction.atomic(using=connection.alias):
        if (
            connection.vendor == "postgresql"
        ):  # a migration that adds a link has it checked at once from then on
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in reader.each_table():
            _load(connection, models[table.name], table)
        connection.check_constraints()
    for name, model in models.items():
        digest = TableDigest()
        for line in lines_of(model, connection.alias):
            digest.add(line)
        if digest.summary() != reader.tables[name]:
            raise BackupRefusedError("not-as-written")
    call_command("migrate", database=connection.alias, interactive=False, verbosity=0)
    call_command("createcachetable", database=connection.alias, verbosity=0)


def _load(connection: BaseDatabaseWrapper, model: type, table: Table) -> None:
    if table.columns != columns_of(model):
        raise BackupRefusedError("not-whole")
    statement = insert_statement(model, connection)
    with connection.cursor() as cursor:
        while lines := list(itertools.islice(table.lines, ROWS_AT_A_TIME)):
            try:
                rows = [values_of(model, line, connection) for line in lines]
            except Exception as fault:  # a field says in its own way that a value is not one of its own
                raise BackupRefusedError("not-whole") from fault
            cursor.executemany(statement, rows)
