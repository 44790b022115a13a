import os

import pytest
import time_machine
from allauth.core.context import request_context
from allauth.mfa.base.internal.flows import check_rate_limit
from django.core.exceptions import ValidationError
from django.test import Client

from cmlguide.web.frame import accounts, home
from cmlguide.web.frame.growing_wait import guesses
from cmlguide.web.frame.known_browser import STRANGERS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
WORDS = "four small green words"


@pytest.fixture
def clock():
    """A clock that stands still; all wrong tries are forgotten before and after."""
    guesses.forget(STRANGERS)
    with time_machine.travel("2026-11-22 09:00 +0000", tick=False) as clock:
        yield clock
    guesses.forget(STRANGERS)


@pytest.fixture
def protected():
    """The home user, with a passphrase set."""
    user = home.home_user()
    user.set_password(WORDS)
    user.save()
    return user


def test_sign_in_without_a_passphrase_says_how_to_open():
    answer = Client().get("/account/login/")

    assert answer.status_code == 403
    assert "Open CML Guide with its link" in answer.content.decode()


def test_sign_in_without_a_passphrase_sends_a_signed_in_browser_on(signed_in):
    assert signed_in.get("/account/login/").headers["Location"] == "/"


def test_passphrase_signs_in(protected):
    client = Client()

    answer = client.post("/account/login/", {"login": "home", "password": WORDS})

    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(protected.pk)


def test_wrong_passphrase_is_refused(protected):
    client = Client()

    client.post("/account/login/", {"login": "home", "password": "wrong words here"})

    assert "_auth_user_id" not in client.session


def guess(client, words):
    return client.post("/account/login/", {"login": "home", "password": words}).content.decode()


def test_guessing_is_slowed_down_at_home(protected, clock):
    client = Client()

    told = [guess(client, f"wrong words {number}") for number in range(4)]

    assert ["This is not the passphrase.</" in page for page in told] == [True, True, False, False]
    assert "This is not the passphrase. Wait 2 seconds, then try again." in told[2]
    assert "Wait 2 seconds, then try again. You are not locked out." in told[3]


def test_owner_is_let_in_after_the_wait_however_often_it_was_wrong(protected, clock):
    client = Client()
    for number in range(30):
        guess(client, f"wrong words {number}")
        clock.shift(60)

    guess(client, WORDS)

    assert client.session["_auth_user_id"] == str(protected.pk)


def test_right_passphrase_too_early_is_not_looked_at_and_waits_no_longer(protected, clock):
    client = Client()
    for number in range(3):
        guess(client, f"wrong words {number}")

    pages = [guess(client, WORDS) for _ in range(35)]
    signed_in_early = "_auth_user_id" in client.session
    clock.shift(2)
    guess(client, WORDS)

    assert ["You are not locked out." in page for page in pages] == [True] * 35
    assert signed_in_early is False
    assert client.session["_auth_user_id"] == str(protected.pk)


def test_browser_that_signed_in_before_does_not_wait_for_guesses_elsewhere(protected, clock):
    mine, other = Client(), Client()
    guess(mine, WORDS)
    mine.post("/account/logout/")
    for number in range(10):
        guess(other, f"wrong words {number}")

    guess(mine, WORDS)

    assert mine.session["_auth_user_id"] == str(protected.pk)


def test_passphrase_asked_again_is_slowed_down_too(protected, clock):
    client = Client()
    client.force_login(protected)

    pages = [
        client.post("/account/reauthenticate/", {"password": f"wrong words {number}"}).content.decode()
        for number in range(4)
    ]

    assert "This is not the passphrase. Wait 2 seconds, then try again." in pages[2]
    assert "You are not locked out." in pages[3]


def test_guessing_on_a_hosted_site_is_limited_by_allauth(settings):
    settings.HOME_MODE, settings.HOSTED, settings.ACCOUNT_RATE_LIMITS = False, True, {}
    make_user(username="maria", password=WORDS)
    client = Client()
    for number in range(5):
        client.post("/account/login/", {"login": "maria", "password": f"wrong words {number}"})

    page = client.post("/account/login/", {"login": "maria", "password": WORDS}).content.decode()

    assert "Too many tries. Wait five minutes, then try again." in page
    assert "_auth_user_id" not in client.session


def test_codes_of_two_step_sign_in_stay_limited_at_home(rf):
    user = make_user(username="maria", password=WORDS)
    with request_context(rf.post("/account/2fa/authenticate/")):
        tries = [check_rate_limit(user) for _ in range(5)]

        with pytest.raises(ValidationError, match="Too many tries"):
            check_rate_limit(user)

    assert len(tries) == 5


def test_lost_passphrase_page_names_the_command_of_this_installation(protected):
    page = Client().get("/account/login/").content.decode()

    command = f"CMLGUIDE_DATA={os.environ['CMLGUIDE_DATA']} python3 manage.py serve --forget-passphrase"
    assert f"<code>{command}</code>" in page
    assert "In the folder that contains manage.py" in page


def test_sign_in_page_at_home_asks_for_the_passphrase_only(protected):
    page = Client().get("/account/login/").content.decode()

    assert 'type="hidden" name="login" value="home"' in page
    assert "Passphrase" in page
    assert "Make an account" not in page


@pytest.mark.parametrize("login", ["maria", "maria@example.org"])
def test_hosted_sign_in_takes_username_or_email(settings, login):
    settings.HOME_MODE, settings.HOSTED = False, True
    make_user(username="maria", email="maria@example.org", password=WORDS)
    client = Client()

    client.post("/account/login/", {"login": login, "password": WORDS})

    assert "_auth_user_id" in client.session


def test_hosted_site_makes_accounts(settings):
    settings.HOME_MODE, settings.HOSTED = False, True
    client = Client()

    client.post(
        "/account/signup/", {"username": "maria", "password1": WORDS, "password2": WORDS, "consent": "on"}
    )

    assert "_auth_user_id" in client.session


def test_nobody_signs_up_at_home():
    assert Client().get("/account/signup/").status_code == 404


def test_signing_out_says_how_to_come_back(signed_in, person):
    person.owner.set_unusable_password()
    person.owner.save()
    signed_in.force_login(person.owner)

    assert "open the newest link" in signed_in.get("/account/logout/").content.decode()

    person.owner.set_password(WORDS)
    person.owner.save()
    signed_in.force_login(person.owner)

    assert "You can sign in again at any time." in signed_in.get("/account/logout/").content.decode()


def test_signing_out_asks_first(signed_in):
    page = signed_in.get("/account/logout/")
    assert "Sign out of this browser?" in page.content.decode()

    signed_in.post("/account/logout/")

    assert "_auth_user_id" not in signed_in.session


def test_two_step_secret_is_not_stored_in_clear():
    adapter = accounts.MfaAdapter()

    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_two_step_secret_survives_a_new_site_key(settings):
    stored = accounts.MfaAdapter().encrypt("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"

    assert accounts.MfaAdapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    "page", ["/account/2fa/", "/account/password/change/", "/account/2fa/totp/activate/"]
)
def test_account_pages_carry_no_inline_code(page):
    user = make_user(username="maria", password=WORDS)
    client = Client()
    client.force_login(user)

    text = client.get(page, follow=True).content.decode()

    assert "<h1>" in text
    assert 'style="' not in text
    assert "<style" not in text
