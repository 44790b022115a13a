"""A copy in the place of the record, which can be taken back, and leaves nobody outside."""

import datetime as dt
import sqlite3
from contextlib import closing

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from cmlguide.backups.copies import copies_in, make_copy
from cmlguide.backups.putting_back import put_back
from cmlguide.backups.refusals import BackupRefusedError
from cmlguide.data_folder import DATABASE
from cmlguide.records.models import Person, Result, User
from tests.backups.folders import numbers
from tests.factories import make_result

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


def copy_now(site, minutes=0):
    connection.close()
    now = NOW + dt.timedelta(minutes=minutes)
    return make_copy(site / DATABASE, site / "backups", reason="day", now=now)


def add(value):
    make_result(Person.objects.get(), value)


def test_copy_is_put_back_and_that_can_be_taken_back(site):
    copy = copy_now(site)
    add("0.5")

    aside = put_back(copy, now=NOW)
    as_then = numbers()
    put_back(next(copy for copy in copies_in(site / "backups") if copy.reason == "replaced"), now=NOW)

    assert (aside, as_then, numbers()) == (None, ["0.074"], ["0.074", "0.5"])
    assert [file.name for file in site.iterdir() if "restore" in file.name] == []


def test_reader_in_mid_page_sees_the_old_or_the_new_and_no_mixture(site):
    copy = copy_now(site)
    add("0.5")
    with closing(sqlite3.connect(site / DATABASE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        count = "SELECT count(*) FROM records_result"
        before = reader.execute(count).fetchone()

        put_back(copy, now=NOW)
        meanwhile = reader.execute(count).fetchone()
        reader.execute("COMMIT")

        assert (before, meanwhile, reader.execute(count).fetchone()) == ((2,), (2,), (1,))


def test_copy_of_an_older_version_is_brought_up_to_date(site):
    call_command("migrate", "records", "0013", verbosity=0)
    copy = copy_now(site)
    call_command("migrate", verbosity=0)

    put_back(copy, now=NOW)

    assert "records_purgeclock" in connection.introspection.table_names()
    assert numbers() == ["0.074"]


def test_whoever_is_signed_in_stays_and_the_passphrase_of_today_holds(site):
    """And a session that was ended since does not open again."""
    user = User.objects.get()
    Session.objects.create(session_key="ended", session_data="x", expire_date=NOW)
    copy = copy_now(site)
    user.set_password("four small green words")
    user.save()
    Session.objects.all().delete()
    Session.objects.create(session_key="here", session_data="x", expire_date=NOW)

    put_back(copy, now=NOW)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["here"]
    assert User.objects.get().check_password("four small green words") is True


def damaged(copy):
    copy.file.write_bytes(copy.file.read_bytes()[:20_000])


def of_a_newer_version(copy):
    with closing(sqlite3.connect(copy.file)) as database, database:
        database.execute("INSERT INTO django_migrations VALUES (999, 'records', '0999_of_tomorrow', '')")


def gone(copy):
    copy.file.unlink()


@pytest.mark.parametrize(
    ("harm", "code"), [(damaged, "not-whole"), (of_a_newer_version, "newer"), (gone, "not-whole")]
)
def test_copy_that_does_not_do_is_refused_and_nothing_is_changed(site, harm, code):
    copy = copy_now(site)
    add("0.5")
    harm(copy)

    with pytest.raises(BackupRefusedError) as refused:
        put_back(copy, now=NOW)

    assert refused.value.code == code
    assert numbers() == ["0.074", "0.5"]
    assert Result.objects.count() == 2
