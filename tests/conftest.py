"""Fixtures every test may use. Rows come from tests.factories."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone, translation

from cmlguide.garbage import look_rarely
from cmlguide.records.judged import forget_records
from tests.factories import make_person, make_user
from tests.fonts import USUAL, use_fonts
from tests.hosting import HOSTED, WITH_MAIL, apply
from tests.signing_in import sign_in_and_look

use_fonts(*USUAL)


def pytest_collection_modifyitems(items):
    """Mark what the other database runs again (cmlguide/devtools/suite.py)."""
    for item in items:
        if {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_collection_finish():
    """Look for garbage as a server does (cmlguide/garbage.py): else the tests take a sixth longer."""
    look_rarely()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Ask the database once whether it supports JSON, so that no test counts Django's own queries."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field is True


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """No test answers from a record that another one read: what it replaces or counts is really asked for.
    Nor is it in the language or the zone of another one's last page: both stay with the thread."""
    forget_records()
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture
def person(db):
    """Someone with a record and nothing in it yet."""
    return make_person()


@pytest.fixture
def signed_in(person):
    """A test client signed in as the owner of `person`."""
    return sign_in_and_look(person.owner)


@pytest.fixture
def stranger(db):
    """A test client signed in as somebody else, who has a record of their own."""
    return sign_in_and_look(make_person(owner=make_user(username="stranger")).owner)


@pytest.fixture
def hosted(settings):
    """A hosted site without a mail server."""
    apply(settings, HOSTED)


@pytest.fixture
def hosted_with_mail(settings):
    """A hosted site that sends mail."""
    apply(settings, WITH_MAIL)


@pytest.fixture
def today():
    """A day after all rows the factories make: 22 November 2026."""
    return dt.date(2026, 11, 22)
