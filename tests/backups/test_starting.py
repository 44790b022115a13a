"""Opening the record at home: each fault is made to happen, gets one clear line, and loses nothing."""

import datetime as dt
import os
import re
import resource
import sqlite3
from contextlib import closing, contextmanager

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from cmlguide.backups.copies import copies_in, make_copy
from cmlguide.backups.in_sqlite import BESIDE
from cmlguide.backups.starting import CannotStartError, back_up_today, open_record
from cmlguide.data_folder import DATABASE, KEY, NOTE
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.models import Result
from tests.backups.folders import numbers, site_in

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def said():
    return []


@pytest.fixture
def start(said):
    """Open the record in a folder, as a start does; what it says is kept in `said`."""

    def open_one(folder, back=None):
        connection.close()
        return open_record(folder, say=said.append, now=NOW, back=back)

    return open_one


def refusal(start, folder, **more):
    with pytest.raises(CannotStartError) as refused:
        start(folder, **more)
    return str(refused.value).splitlines()


def back_up(folder):
    return make_copy(folder / DATABASE, folder / "backups", reason="day", now=NOW - dt.timedelta(days=1))


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@contextmanager
def full_disk():
    """No file may grow past 64 kB: what is there can be read, what is new finds no room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_first_start_makes_a_record_and_a_first_backup(start, said, tmp_path, db):
    folder = tmp_path / "data"
    folder.mkdir()

    with site_in(folder):
        can_write = start(folder)
        address = connection.settings_dict["NAME"]

    assert (can_write, said) == (True, [])
    assert [copy.name for copy in copies_in(folder / "backups")] == ["2026-11-22T093000Z-day"]
    assert (folder / NOTE).read_text().startswith("CML Guide keeps a health record in this folder.")
    assert address == f"{(folder / DATABASE).as_uri()}?mode=rw"


def test_second_start_goes_on_with_the_record(start, said, site):
    (site / KEY).write_text("k" * 60)

    assert start(site) is True

    assert (numbers(), said) == (["0.074"], [])
    assert (site / "backups" / KEY).read_text() == "k" * 60


def damage(file, how):
    content = file.read_bytes()
    if how == "vanished":
        file.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "truncated":
        file.write_bytes(content[: len(content) // 2])
    elif how == "zeros":
        file.write_bytes(b"\0" * len(content))
    elif how == "random":
        file.write_bytes(os.urandom(len(content)))
    elif how == "middle":
        file.write_bytes(content[:8192] + os.urandom(65_536) + content[8192 + 65_536 :])
    elif how == "wiped":
        for part in BESIDE:
            file.with_name(file.name + part).unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as database:
            database.execute("CREATE TABLE others (id)")


FAULTS = {
    "vanished": "The record is missing: there is no file {file} any more.",
    "empty": "The record in {file} is empty: something has wiped it.",
    "wiped": "The record in {file} is empty: something has wiped it.",
    "truncated": "The record in {file} is damaged. It cannot be opened.",
    "zeros": "The record in {file} is damaged. It cannot be opened.",
    "random": "The record in {file} is damaged. It cannot be opened.",
    "middle": "The record in {file} is damaged. It cannot be opened.",
}


@pytest.mark.parametrize("how", FAULTS)
def test_broken_record_is_said_with_its_newest_backup_and_put_back(start, said, site, how):
    back_up(site)
    connection.close()
    damage(site / DATABASE, how)
    before = contents(site)

    lines = refusal(start, site)

    assert lines[0] == FAULTS[how].format(file=site / DATABASE)
    assert re.match(
        r"The newest backup is from 2[0-9] November 2026, ..:30\. To put it back, type:", lines[1]
    )
    assert " --put-back" in lines[3]
    assert ("To start a new, empty record" in lines[-1]) is (how in {"vanished", "empty", "wiped"})
    assert contents(site) == before

    assert start(site, back="newest") is True
    assert numbers() == ["0.074"]
    kept = [
        file.read_bytes() for file in site.glob("*.damaged-*") if not file.name.endswith(("-wal", "-shm"))
    ]
    assert kept == ([before[DATABASE]] if (how in before and how != "wiped") or how in before else kept)


def test_broken_record_without_a_backup_is_said_and_nothing_is_begun(start, site):
    connection.close()
    damage(site / DATABASE, "vanished")

    lines = refusal(start, site)

    assert lines[1] == (
        f"There is no backup in {site / 'backups'}. Do you have a copy of that folder elsewhere?"
    )
    assert not (site / DATABASE).exists()
    assert refusal(start, site, back="newest") == lines[1:2]


def test_record_of_a_newer_version_is_left_alone(start, site):
    connection.close()
    with closing(sqlite3.connect(site / DATABASE)) as database, database:
        row = ("records", "0999_of_tomorrow", "2027-01-01")
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", row)

    lines = refusal(start, site)

    assert lines[0] == (
        f"The record in {site / DATABASE} was used with a newer CML Guide. Start the newer one."
    )


def test_update_is_made_after_a_backup(start, said, site):
    call_command("migrate", "records", "0013", verbosity=0)

    assert start(site) is True

    assert {copy.reason for copy in copies_in(site / "backups")} == {"day", "update"}
    assert (numbers(), said) == (["0.074"], [])


def test_update_that_can_have_no_backup_is_not_made(start, site):
    call_command("migrate", "records", "0013", verbosity=0)
    (site / "backups").write_text("a file where the folder should be")

    lines = refusal(start, site)

    assert lines[0].startswith(
        "This version needs a backup before it changes your record. None could be made."
    )
    assert "records_purgeclock" not in connection.introspection.table_names()


def test_record_is_read_on_a_full_disk(start, said, site):
    with full_disk():
        can_write = start(site)
        shown = numbers()

    assert (can_write, shown) == (False, ["0.074"])
    assert len(said) == 1
    assert said[0] == (
        f"Nothing can be written in {site}: the disk is full or read-only. You can read your record,"
        " and save nothing new. Free up space, then start CML Guide again."
    )
    assert not (site / "backups").exists()


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="whoever may write everywhere cannot tell"
)
def test_record_in_a_folder_that_may_only_be_read_is_read(start, said, site):
    connection.close()
    (site / DATABASE).chmod(0o400)
    site.chmod(0o500)

    try:
        can_write, shown = start(site), numbers()
    finally:
        connection.close()
        site.chmod(0o700)

    assert (can_write, shown, len(said)) == (False, ["0.074"], 1)
    assert said[0].startswith(f"Nothing can be written in {site}")


def test_full_disk_at_the_first_start_is_said(start, tmp_path, db):
    folder = tmp_path / "data"
    folder.mkdir()

    with site_in(folder), full_disk():
        lines = refusal(start, folder)

    assert lines[0].startswith(f"Nothing can be written in {folder}")
    assert list(folder.iterdir()) == []


def test_backup_that_finds_no_room_stops_nobody(said, site):
    with full_disk():
        back_up_today(site, say=said.append, now=NOW)

    assert said[0].startswith("There is no backup from today. The backup could not be written")
    assert copies_in(site / "backups") == []
    assert numbers() == ["0.074"]


def test_clock_far_ahead_does_not_empty_the_undo_bin(start, said, site):
    with time_machine.travel(NOW, tick=False):
        start(site)
        delete_row(Result.objects.get())
    with time_machine.travel(NOW.replace(year=2096), tick=False):
        start(site)
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        start(site)

    assert Result.objects.deleted().count() == 1
