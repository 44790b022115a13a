"""A backup of either database restores into the other, row by row."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from cmlguide.backups.making import make_backup, opened_backup
from cmlguide.backups.restoring import restore_backup
from cmlguide.devtools.throwaway_postgresql import throwaway_postgresql
from tests.backups.older_site import older_site
from tests.backups.whole_record import all_rows, fill_site
from tests.devtools.test_throwaway_postgresql import needs_postgresql

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def manage(tmp_path):
    """What a command says on a site that keeps its records in PostgreSQL."""
    with throwaway_postgresql() as server:
        here = {"CMLGUIDE_DATABASE_URL": server.url, "CMLGUIDE_DATA": str(tmp_path / "data")}
        environment = {**os.environ, **here, "DJANGO_SETTINGS_MODULE": "cmlguide.settings"}

        def run(*arguments):
            command = [sys.executable, "manage.py", *map(str, arguments)]
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            return done.stdout + done.stderr

        yield run


@needs_postgresql
@pytest.mark.skipif(connection.vendor != "sqlite", reason="begins with SQLite")
@pytest.mark.django_db(transaction=True)
def test_backup_goes_from_sqlite_to_postgresql_and_back(manage, tmp_path):
    older, ours, theirs = (tmp_path / name for name in ("older", "sqlite", "postgresql"))
    with older_site():
        make_backup(older)
    call_command("flush", interactive=False, verbosity=0)
    fill_site()
    before, made = all_rows(), make_backup(ours)

    said = [
        manage("restore", older),
        manage("restore", ours),
        manage("restore", ours, "--replace"),
        manage("backup", theirs),
    ]

    assert [line[:9] for line in said] == ["Put back ", "CommandEr", "Put back ", "Backed up"], said
    with opened_backup(ours, None) as sqlite, opened_backup(theirs, None) as postgresql:
        assert postgresql.header["database"] == "postgresql"
        assert postgresql.tables == sqlite.tables
    assert restore_backup(theirs, replace=True).rows == made.rows
    assert all_rows() == before
