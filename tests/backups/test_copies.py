"""Copies of the record at home: checked, whole or not at all, and few."""

import datetime as dt
import sqlite3
import stat
from contextlib import closing

import pytest

from cmlguide.backups.copies import copies_in, copy_of_the_day, find_copy, make_copy, newest_sound
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.data_folder import DATABASE

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


def value_in(file):
    with closing(sqlite3.connect(file)) as database:
        return database.execute("SELECT value FROM records_result").fetchall()


def copy_on(folder, day, *, reason="day"):
    return make_copy(folder / DATABASE, folder / "backups", reason=reason, now=NOW + dt.timedelta(days=day))


def names(folder, reason="day"):
    return [copy.name[:10] for copy in copies_in(folder / "backups") if copy.reason == reason]


def test_copy_holds_the_record_and_is_its_owners_alone(folder):
    copy = copy_on(folder, 0)

    assert copy.file == folder / "backups" / "2026-11-22T093000Z-day.sqlite3"
    assert value_in(copy.file) == [("0.074",)]
    assert stat.S_IMODE(copy.file.stat().st_mode) == 0o600
    assert [file.name for file in (folder / "backups").iterdir()] == [copy.file.name]


def test_copy_is_taken_while_somebody_writes(folder):
    """What is not saved yet is not in it; nobody waits for the other."""
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE records_result SET value = '55'")

        copy = copy_on(folder, 0)
        writer.execute("COMMIT")

    assert value_in(copy.file) == [("0.074",)]
    assert value_in(folder / DATABASE) == [("55",)]


def test_one_copy_a_day(folder):
    made = [
        copy_of_the_day(folder / DATABASE, folder / "backups", now=NOW + dt.timedelta(hours=hours))
        for hours in (0, 5, 14.4, 14.6)
    ]

    assert [copy and copy.name for copy in made] == [
        "2026-11-22T093000Z-day",
        None,
        None,
        "2026-11-23T000600Z-day",
    ]


def test_seven_days_and_one_a_month_are_kept(folder):
    """Each by its last copy, from the newest on: 22 November is not among the last seven days any more."""
    for day in [-400, -100, -90, -60, -55, 0, 1, 2, 3, 4, 5, 6, 7]:
        copy_on(folder, day)
    copy_on(folder, 7.3)

    assert names(folder) == [
        *("2026-11-29", "2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23"),
        *("2026-09-28", "2026-08-24", "2025-10-18"),
    ]
    assert copies_in(folder / "backups")[0].name == "2026-11-29T164200Z-day"


def test_a_clock_far_ahead_takes_one_place_and_no_more(folder):
    for day in range(7):
        copy_on(folder, day)
    copy_on(folder, 365 * 70)

    assert names(folder)[0] == "2096-11-04"
    assert names(folder)[1:] == [
        "2026-11-28",
        "2026-11-27",
        "2026-11-26",
        "2026-11-25",
        "2026-11-24",
        "2026-11-23",
    ]


def test_three_of_each_other_kind_are_kept(folder):
    for day in range(5):
        copy_on(folder, day, reason="update")
        copy_on(folder, day, reason="replaced")

    assert names(folder, "update") == names(folder, "replaced") == ["2026-11-26", "2026-11-25", "2026-11-24"]


def test_other_files_among_the_copies_are_left_alone(folder):
    place = folder / "backups"
    place.mkdir()
    for name in ("mine.sqlite3", "2026-13-45T000000Z-day.sqlite3", "secret-key"):
        (place / name).write_text("mine")

    copy_on(folder, 0)

    assert sorted(file.name for file in place.iterdir()) == [
        "2026-11-22T093000Z-day.sqlite3",
        "2026-13-45T000000Z-day.sqlite3",
        "mine.sqlite3",
        "secret-key",
    ]
    assert find_copy(place, "mine") is None


def test_damaged_record_gives_no_copy(folder):
    content = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with pytest.raises(BackupRefusedError) as refused:
        copy_on(folder, 0)

    assert refused.value.code == "broken-database"
    assert list((folder / "backups").iterdir()) == []


def test_copy_that_finds_no_room_leaves_nothing(folder):
    (folder / "backups").write_text("a file where the folder should be")

    with pytest.raises(BackupRefusedError) as refused:
        copy_on(folder, 0)

    assert refused.value.code == "cannot-write"


def test_damaged_copy_is_passed_over_for_an_older_one(folder):
    older, newer = copy_on(folder, 0), copy_on(folder, 1)
    newer.file.write_bytes(newer.file.read_bytes()[:9000])

    assert newest_sound(folder / "backups") == older
