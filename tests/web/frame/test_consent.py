"""Consent on a hosted site: nobody's data is kept without it, and its wording and date are recorded."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from cmlguide.records.models import User
from cmlguide.web.frame.consent import VERSION, agree, has_to_agree
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = "four small green words"
AGREED_TO = Path(__file__).parents[3] / "templates" / "privacy" / "_hosted.html"


@pytest.fixture
def hosted(settings):
    settings.HOME_MODE, settings.HOSTED = False, True


def sign_up(**fields):
    words = {"username": "maria", "email": "maria@example.org", "password1": WORDS, "password2": WORDS}
    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), tick=False):
        return Client().post("/account/signup/", {**words, **fields})


def test_account_keeps_what_was_agreed_to_and_when(hosted):
    sign_up(consent="on")

    user = User.objects.get()
    assert (user.consent_version, user.consented_on) == (VERSION, date(2026, 11, 22))
    assert has_to_agree(user) is False


def test_without_it_no_account_is_made(hosted):
    page = sign_up().content.decode()

    assert "Check the box if you agree. Without it this site may not keep your data." in page
    assert 'href="/privacy/"' in page
    assert User.objects.count() == 0


def test_box_is_not_ticked_for_anybody(hosted):
    box = Client().get("/account/signup/").content.decode().split('name="consent"')[1].split(">")[0]

    assert "checked" not in box


def test_box_is_the_last_thing_before_the_button(hosted):
    page = Client().get("/account/signup/").content.decode()

    assert page.index('name="password2"') < page.index('name="consent"')


def test_whoever_agreed_to_an_earlier_wording_is_asked(hosted):
    user = make_user(consent_version="2020-01", consented_on=date(2020, 1, 1))
    assert has_to_agree(user) is True

    agree(user)

    user.refresh_from_db()
    assert (has_to_agree(user), user.consent_version) == (False, VERSION)


def test_timeline_asks_until_it_is_agreed_to(hosted, signed_in, person):
    assert "The privacy page of this site has changed" in signed_in.get("/").content.decode()

    signed_in.post("/privacy/agree/")

    assert "The privacy page of this site has changed" not in signed_in.get("/").content.decode()


def test_at_home_nothing_is_asked(signed_in):
    user = make_user()

    assert "The privacy page of this site has changed" not in signed_in.get("/").content.decode()
    assert (has_to_agree(user), user.consent_version, user.consented_on) == (False, "", None)


def test_other_words_are_another_version():
    """What people agreed to must not change under them: a new text needs a new VERSION and its digest."""
    digests = {"2026-11": "a3d9ca611abe19a2"}

    assert digests[VERSION] == sha256(AGREED_TO.read_bytes()).hexdigest()[:16]
