"""/healthz and /readyz answer whoever keeps the site running: one word, whatever host they name."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from prometheus_client import REGISTRY

from cmlguide.web.frame import health
from tests.hosting import add_outermost

ADDRESS = {"host": "10.0.0.7:8000"}


@pytest.fixture
def inside(settings, hosted):
    """A supervisor's client: by number, without TLS, not signed in."""
    add_outermost(settings)
    settings.SECURE_SSL_REDIRECT = True
    return Client(headers=ADDRESS)


def said(answer):
    return answer.status_code, answer.content, answer.headers["Cache-Control"]


def test_health_asks_no_database(inside):
    """No `db` mark: a query would fail this test."""
    assert said(inside.get("/healthz")) == (200, b"ok\n", "no-store")


@pytest.mark.django_db
def test_ready_where_all_migrations_are_applied(inside, django_assert_num_queries):
    health.needed_migrations()
    with django_assert_num_queries(2):  # is the table there, and what stands in it
        answer = inside.get("/readyz")

    assert said(answer) == (200, b"ready\n", "no-store")


@pytest.mark.django_db
def test_not_ready_before_a_migration_and_no_word_which(inside, caplog):
    newest = max(name for app, name in health.needed_migrations() if app == "records")
    MigrationRecorder(connection).record_unapplied("records", newest)

    answer = inside.get("/readyz")

    assert said(answer) == (503, b"not ready\n", "no-store")
    assert [record.facts for record in caplog.records if record.name == "cmlguide.health"] == [
        {"missing": health.NOT_MIGRATED}
    ]


@pytest.mark.django_db
def test_ready_for_older_code_beside_a_newer_one(inside):
    MigrationRecorder(connection).record_applied("records", "9999_of_tomorrow")

    assert inside.get("/readyz").status_code == 200


def test_not_ready_without_a_database(inside, monkeypatch):
    def gone(recorder):
        raise OperationalError('connection to server at "db.example" failed for user "guide"')

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", gone)
    monkeypatch.setattr(connection, "close", lambda: None)
    labels = {"found": health.NO_DATABASE}
    before = REGISTRY.get_sample_value("cmlguide_ready_checks_total", labels) or 0

    answer = inside.get("/readyz")

    assert said(answer) == (503, b"not ready\n", "no-store")
    assert REGISTRY.get_sample_value("cmlguide_ready_checks_total", labels) == before + 1


@pytest.mark.django_db
def test_at_home_there_is_no_such_page():
    assert Client().get("/healthz").status_code == 404


@pytest.mark.django_db
def test_other_addresses_are_not_answered_here(inside):
    assert inside.get("/healthz/").status_code == 400  # the host is asked first
