"""Counts of the rate limits hold network addresses: they go when they no longer count."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from cmlguide.records.actions.cache_rows import purge_cache

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty_before():
    with time_machine.travel(NOON, tick=False):
        cache.clear()
        cache.set("login:ip:192.0.2.1", 1, 60)
        cache.set("login:ip:192.0.2.2", 1, 3600)


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache ORDER BY cache_key")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.parametrize(("seconds", "gone"), [(60, 0), (61, 1), (3601, 2)])
def test_row_goes_once_it_has_run_out_and_not_before(seconds, gone):
    assert purge_cache(now=NOON + timedelta(seconds=seconds)) == gone
    assert len(kept()) == 2 - gone


def test_daily_purge_takes_them(capsys):
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        call_command("purge_deleted")

    assert kept() == [":1:login:ip:192.0.2.2"]


def test_another_kind_of_cache_has_no_rows(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    assert purge_cache(now=NOON) == 0
