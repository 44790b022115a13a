"""The page of backups, from a browser that is signed in."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from cmlguide.backups.copies import copies_in, make_copy
from cmlguide.backups.in_sqlite import database_file
from cmlguide.records.models import Result
from tests.factories import make_person, make_result
from tests.hosting import HOSTED, apply
from tests.signing_in import sign_in_and_look

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only at home, where the record is in SQLite"),
]
HERE = reverse("backup-list")
NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "backups"


def test_page_says_that_there_is_none_yet(folder, signed_in):
    assert "There is no backup yet." in signed_in.get(HERE).content.decode()


def test_backup_is_listed_put_back_and_that_taken_back(folder, settings):
    person = make_person()
    make_result(person, "0.074")
    browser = sign_in_and_look(person.owner)
    copy = make_copy(database_file(), folder, reason="day", now=NOW)
    make_result(person, "0.5")

    listed = browser.get(HERE).content.decode()
    asked = browser.get(reverse("backup-put-back", args=[copy.name])).content.decode()
    done = browser.post(reverse("backup-put-back", args=[copy.name]), follow=True)
    values = [str(result.value) for result in Result.objects.all()]
    replaced = copies_in(folder)[0]
    browser.post(reverse("backup-put-back", args=[replaced.name]))

    assert "22 November 2026, 09:30" in listed
    assert "Everything will be as it was on 22 November 2026, 09:30." in asked
    assert "Everything is as it was then." in done.content.decode()
    assert (values, replaced.reason) == (["0.074"], "replaced")
    assert Result.objects.count() == 2
    assert Session.objects.count() == 1  # whoever put it back is still signed in


def test_damaged_backup_is_refused_in_a_sentence(folder, signed_in):
    copy = make_copy(database_file(), folder, reason="day", now=NOW)
    copy.file.write_bytes(b"not a record")

    answer = signed_in.post(reverse("backup-put-back", args=[copy.name]))

    assert answer.status_code == 422
    assert "This backup is not complete" in answer.content.decode()


def test_backup_is_deleted_for_good(folder, signed_in):
    copy = make_copy(database_file(), folder, reason="day", now=NOW)

    answer = signed_in.post(reverse("backup-delete", args=[copy.name]), follow=True)

    assert "The backup is deleted." in answer.content.decode()
    assert copies_in(folder) == []


@pytest.mark.parametrize("name", ["2026-11-22T093000Z-day", "secret-key"])
def test_name_of_no_backup_is_not_found(folder, signed_in, name):
    folder.mkdir()
    (folder / "secret-key").write_text("k" * 60)

    assert signed_in.post(reverse("backup-put-back", args=[name])).status_code == 404
    assert signed_in.post(reverse("backup-delete", args=[name])).status_code == 404
    assert (folder / "secret-key").exists()


def test_passphrase_is_asked_again_before_anything_is_put_back_or_deleted(folder, person, settings):
    person.owner.set_password("four small green words")
    person.owner.save()
    browser = sign_in_and_look(person.owner)
    session = browser.session
    session["account_authentication_methods"] = []
    session.save()
    copy = make_copy(database_file(), folder, reason="day", now=NOW)

    answers = [browser.post(reverse(name, args=[copy.name])) for name in ("backup-put-back", "backup-delete")]

    assert [answer.url.split("?")[0] for answer in answers] == [reverse("account_reauthenticate")] * 2
    assert copies_in(folder) == [copy]


def test_your_data_leads_there_at_home_alone(folder, signed_in, settings):
    at_home = signed_in.get(reverse("data")).content.decode()
    apply(settings, HOSTED)
    hosted = signed_in.get(reverse("data")).content.decode()

    assert (f'href="{HERE}"' in at_home, f'href="{HERE}"' in hosted) == (True, False)
