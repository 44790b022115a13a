import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from cmlguide.web.frame import home
from tests.home_link import fresh_link

pytestmark = pytest.mark.django_db
WORDS = "four small green words"
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        home.link.renew_if_ended()  # it was made at another time
        yield clock
    home.link.renew_if_ended()


@pytest.fixture
def by_passphrase(clock):
    """A browser that signed in with the passphrase."""
    user = home.home_user()
    user.set_password(WORDS)
    user.save()
    client = Client()
    client.post("/account/login/", {"login": "home", "password": WORDS})
    return client


@pytest.fixture
def by_link(clock):
    """A browser signed in with the printed link."""
    client = Client()
    client.get(fresh_link())
    return client


def cookie(client, settings):
    return client.cookies[settings.SESSION_COOKIE_NAME]


def is_in(client):
    return client.get("/start/").status_code == 200


def test_passphrase_session_ends_with_the_browser(by_passphrase, settings):
    assert is_in(by_passphrase) is True
    assert (cookie(by_passphrase, settings)["max-age"], cookie(by_passphrase, settings)["expires"]) == (
        "",
        "",
    )


@pytest.mark.parametrize(("minutes", "still_in"), [(29, True), (30, False)])
def test_passphrase_session_ends_when_nobody_used_it(by_passphrase, clock, minutes, still_in):
    clock.shift(dt.timedelta(minutes=minutes))

    assert is_in(by_passphrase) is still_in


def test_each_use_moves_the_end_on(by_passphrase, clock):
    seen = []
    for _ in range(4):
        clock.shift(dt.timedelta(minutes=20))
        seen.append(is_in(by_passphrase))

    assert seen == [True] * 4


def test_a_use_is_noted_once_a_minute(by_passphrase, clock):
    ends = []
    for seconds in (59, 1, 59):
        clock.shift(dt.timedelta(seconds=seconds))
        is_in(by_passphrase)
        ends.append((Session.objects.get().expire_date - NOW).total_seconds())

    first = 90 * 60 + 59  # the first page; an hour over the sign-out, to keep what was typed
    assert ends == [first, first, first + 60]


def test_idle_limit_is_a_setting(by_passphrase, clock, settings):
    settings.SESSION_COOKIE_AGE = 120
    is_in(by_passphrase)
    clock.shift(dt.timedelta(minutes=1))
    early = is_in(by_passphrase)
    clock.shift(dt.timedelta(minutes=30))

    assert (early, is_in(by_passphrase)) == (True, False)


@pytest.mark.parametrize(("days", "still_in"), [(29, True), (30, False)])
def test_link_session_ends_a_month_after_the_link(by_link, clock, settings, days, still_in):
    assert cookie(by_link, settings)["max-age"] == 30 * 86_400
    for _ in range(days):  # used every day, and the session written to: that does not make it last
        clock.shift(dt.timedelta(days=1))
        by_link.post("/passphrase/not-now/")
        answer = is_in(by_link)

    assert answer is still_in


def test_next_link_begins_the_month_anew(by_link, clock):
    clock.shift(dt.timedelta(days=29))
    home.link.renew_if_ended()
    by_link.get(fresh_link())
    clock.shift(dt.timedelta(days=29))

    assert is_in(by_link) is True


def test_setting_a_passphrase_ends_the_month_and_every_other_browsers_session(by_link, clock, settings):
    home.link.renew_if_ended()
    other = Client()
    other.get(fresh_link())

    by_link.post("/passphrase/", {"new_password1": WORDS, "new_password2": WORDS})

    assert (is_in(by_link), is_in(other)) == (True, False)
    assert cookie(by_link, settings)["max-age"] == ""
    clock.shift(dt.timedelta(minutes=30))
    assert is_in(by_link) is False
