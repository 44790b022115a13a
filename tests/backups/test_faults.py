"""What a fault of the database means for a person, told from the real fault."""

import errno
import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import OperationalError

from cmlguide.backups.faults import kind_of


def fault_of(work):
    """The fault, as Django hands it on."""
    with pytest.raises(sqlite3.Error) as met:
        work()
    fault = OperationalError()
    fault.__cause__ = met.value
    return fault


def fill(file, *before):
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE IF NOT EXISTS a (b)")
        for statement in before:
            database.execute(statement)
        with database:
            for _ in range(100):
                database.execute("INSERT INTO a VALUES (zeroblob(4000))")


def test_full_and_read_only_record_cannot_be_saved_to(tmp_path):
    file = tmp_path / "a.sqlite3"

    assert kind_of(fault_of(lambda: fill(file, "PRAGMA max_page_count = 9"))) == "cannot-save"
    assert kind_of(fault_of(lambda: fill(file, "PRAGMA query_only = ON"))) == "cannot-save"


def test_missing_damaged_and_empty_record_is_broken(tmp_path):
    def read(name):
        with closing(sqlite3.connect(f"{(tmp_path / name).as_uri()}?mode=rw", uri=True)) as database:
            database.execute("SELECT * FROM records_person")

    (tmp_path / "zeros").write_bytes(b"no database " * 99)
    (tmp_path / "empty").write_bytes(b"")

    assert [kind_of(fault_of(lambda name=name: read(name))) for name in ("gone", "zeros", "empty")] == [
        "broken"
    ] * 3


def test_locked_record_is_away_for_a_moment(tmp_path):
    file = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        def write():
            with closing(sqlite3.connect(file, timeout=0)) as database:
                database.execute("CREATE TABLE a (b)")

        assert kind_of(fault_of(write)) == "away"


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (psycopg.errors.DiskFull(), "cannot-save"),
        (psycopg.errors.ReadOnlySqlTransaction(), "cannot-save"),
        (psycopg.errors.AdminShutdown(), "away"),
        (psycopg.OperationalError("connection refused"), "away"),
        (psycopg.errors.DeadlockDetected(), "away"),
        (OSError(errno.ENOSPC, "full"), "cannot-save"),
    ],
)
def test_faults_of_postgresql_and_of_the_disk(cause, kind):
    fault = OperationalError()
    fault.__cause__ = cause

    assert kind_of(fault) == kind


@pytest.mark.parametrize("fault", [None, ValueError("a slip of ours"), KeyError("full")])
def test_other_faults_are_faults_of_the_program(fault):
    assert kind_of(fault) == ""
