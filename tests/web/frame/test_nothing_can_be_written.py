"""Where nothing can be written, pages are read all the same, and what was not saved is said to be so."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from cmlguide.backups.copies import make_copy
from cmlguide.backups.in_sqlite import database_file
from cmlguide.records.models import Result
from cmlguide.web.frame import home
from cmlguide.web.frame.sessions import _kept
from tests.factories import make_person, make_result
from tests.home_link import fresh_link
from tests.signing_in import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the fault is made with SQLite's own means"),
]
PAGES = ("timeline", "result-list", "prepare", "data", "more")


def only_read(state):
    """Have SQLite refuse every write, as on a disk that may only be read, or have it write again."""
    connection.ensure_connection()
    connection.connection.execute(f"PRAGMA query_only = {state}")


@pytest.fixture
def break_disk():
    home.link.renew_if_ended()  # the tests before may have taken longer than a link is good for
    yield lambda: only_read("ON")
    only_read("OFF")
    _kept.clear()


@pytest.fixture
def folder_of_backups(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path / "backups"


@pytest.fixture
def browser(person):
    """Someone at home whose session notes something new with each page."""
    make_result(person, "0.074")
    browser = Client(raise_request_exception=False)
    browser.force_login(person.owner)
    return browser


def test_pages_are_read(browser, break_disk):
    break_disk()

    assert [browser.get(reverse(page)).status_code for page in PAGES] == [200] * len(PAGES)


def test_pages_are_read_where_a_passphrase_was_asked(person, break_disk):
    """That somebody is there is noted with each page; here it cannot be."""
    browser = sign_in(person.owner)
    browser.raise_request_exception = False
    break_disk()

    assert [browser.get(reverse(page)).status_code for page in PAGES] == [200] * len(PAGES)


def test_what_is_not_saved_is_said_to_be_not_saved(browser, break_disk):
    break_disk()

    answer = browser.post(
        reverse("result-add"), {"collected_on": "1 Sep 2026", "value": "0.5", "unit": "percent_is"}
    )

    assert answer.status_code == 503
    words = answer.content.decode()
    assert "This could not be saved" in words
    assert "What you just sent is not saved." in words
    assert Result.objects.count() == 1


def test_link_signs_in_and_the_session_lasts_in_memory(break_disk):
    person = make_person(owner=home.home_user())
    make_result(person, "0.074")
    browser = Client(raise_request_exception=False)
    break_disk()

    opened = browser.get(fresh_link())
    page = browser.get("/")

    assert (opened.status_code, page.status_code) == (302, 200)
    assert Session.objects.count() == 0


def test_passphrase_signs_in_too(break_disk):
    user = home.home_user()
    user.set_password("four small green words")
    user.save()
    make_result(make_person(owner=user), "0.074")
    browser = Client(raise_request_exception=False)
    break_disk()

    opened = browser.post("/account/login/", {"login": "home", "password": "four small green words"})

    assert opened.status_code == 302
    assert [browser.get(reverse(page)).status_code for page in PAGES] == [200] * len(PAGES)


def test_session_kept_in_memory_is_written_once_there_is_room_again(break_disk):
    make_person(owner=home.home_user())
    browser = Client(raise_request_exception=False)
    break_disk()
    browser.get(fresh_link())
    only_read("OFF")

    session = browser.session
    session["something"] = "new"
    session.save()

    assert Session.objects.count() == 1
    assert _kept == {}
    assert browser.get("/start/").status_code == 200


def test_broken_record_has_a_page_of_its_own(browser, folder_of_backups, settings):
    """Its table of sessions is renamed away, so that no page can be made."""
    make_copy(database_file(), folder_of_backups, reason="day", now=datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO elsewhere")
    try:
        answer = browser.get("/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO django_session")

    words = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Your record cannot be opened" in words
    assert "Nothing new was started in its place." in words
    assert "The newest backup is from 22 November 2026" in words
