"""What OWASP ASVS asks of passwords, codes and sessions, where Django and allauth do it: held here, so that a
new release of theirs, or a setting of ours, cannot take it away unseen."""

import math
import random
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.utils import timezone

from cmlguide.records.actions.accounts import make_recovery_key
from cmlguide.records.models import User
from cmlguide.web.frame import home
from tests.factories import make_person, make_user
from tests.hosting import WITH_MAIL, apply
from tests.signing_in import app_code, sign_in

pytestmark = pytest.mark.django_db
WORDS, NEW = "four small green words", "six tall blue ladders"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _hosted(settings):
    apply(settings, WITH_MAIL)


@pytest.fixture
def maria():
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_person(owner=user)
    return user


def is_signed_in(client):
    return "_auth_user_id" in client.session


def enter(password, login="maria"):
    """A browser after a try to sign in."""
    client = Client()
    client.post("/account/login/", {"login": login, "password": password})
    return client


# --- passwords ---------------------------------------------------------------------------------------------


def test_password_is_not_changed_without_the_one_in_use(maria):
    """6.2.3"""
    answer = sign_in(maria).post(
        "/account/password/change/", {"oldpassword": "wrong words here", "password1": NEW, "password2": NEW}
    )

    maria.refresh_from_db()
    assert maria.check_password(WORDS)
    assert "This is not the password you use now." in answer.text


class PasswordBoxes(HTMLParser):
    """The type and the `autocomplete` of every box for a password on a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "input" and "pass" in said.get("name", ""):
            self.found.append((said["type"], said["autocomplete"]))


IN_USE, CHOSEN = ("password", "current-password"), ("password", "new-password")


@pytest.mark.parametrize(
    ("address", "boxes"),
    [
        ("/account/login/", [IN_USE]),
        ("/account/signup/", [CHOSEN] * 2),
        ("/account/recover/", [CHOSEN] * 2),
        ("/account/password/change/", [IN_USE, CHOSEN, CHOSEN]),
        ("/account/reauthenticate/", [IN_USE]),
    ],
)
def test_password_is_hidden_and_a_password_manager_knows_which_it_is(maria, address, boxes):
    """6.2.6, 6.2.7"""
    client = Client() if address.endswith(("login/", "signup/", "recover/")) else sign_in(maria)

    assert PasswordBoxes(client.get(address).text).found == boxes


def test_passphrase_at_home_is_hidden_and_known_too(settings):
    """6.2.6, 6.2.7"""
    settings.HOME_MODE, settings.HOSTED = True, False
    client = Client()
    client.force_login(home.home_user())

    assert PasswordBoxes(client.get("/passphrase/").text).found == [CHOSEN] * 2


EXACT = " Four small green words ßé " + "and many more " * 6 + "end"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (EXACT, True),
        (EXACT.strip(), False),
        (EXACT.lower(), False),
        (EXACT[:72], False),
        (EXACT[:-1] + "D", False),
        (EXACT.replace("ß", "ss"), False),
    ],
)
def test_password_is_checked_exactly_as_it_was_typed(maria, typed, right):
    """6.2.8"""
    maria.set_password(EXACT)
    maria.save()

    assert is_signed_in(enter(typed)) is right


def test_password_does_not_run_out(maria):
    """6.2.10"""
    with time_machine.travel(timezone.now() + timedelta(days=3650), tick=False):
        assert is_signed_in(enter(WORDS))


# --- a second step -----------------------------------------------------------------------------------------


def reset_link():
    Client().post("/account/password/reset/", {"email": "maria@example.org"})
    return re.search(r"/account/password/reset/key/\S+", mail.outbox[-1].body)[0]


def test_reset_password_leaves_the_second_step_on(maria):
    """6.4.3"""
    TOTP.activate(maria, SECRET)
    client = Client()
    form = client.get(reset_link())["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})

    answer = Client().post("/account/login/", {"login": "maria", "password": NEW})

    assert User.objects.get().check_password(NEW)
    assert not is_signed_in(client)
    assert answer["Location"] == "/account/2fa/authenticate/"


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_mailed_link_to_a_new_password_is_good_for_an_hour(maria, minutes, works):
    """6.4.3, 6.5.5"""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = reset_link()
        clock.shift(timedelta(minutes=minutes))
        answer = Client().get(link)

    assert (answer.status_code == 302) is works


def second_step(code):
    """A browser after the right password and this code."""
    client = enter(WORDS)
    client.post("/account/2fa/authenticate/", {"code": code})
    return client


def test_code_of_an_app_works_once(maria):
    """6.5.1"""
    TOTP.activate(maria, SECRET)
    with time_machine.travel("2026-11-22 09:00:15 +0000", tick=False):
        code = app_code(SECRET)

        assert [is_signed_in(second_step(code)) for _ in range(2)] == [True, False]


def test_recovery_code_works_once(maria):
    """6.5.1"""
    TOTP.activate(maria, SECRET)
    code = RecoveryCodes.activate(maria).get_unused_codes()[0]

    assert [is_signed_in(second_step(code)) for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("steps", "right"), [(-1, False), (0, True), (1, False)])
def test_code_of_an_app_is_good_for_its_own_30_seconds(maria, steps, right):
    """6.5.5"""
    TOTP.activate(maria, SECRET)
    with time_machine.travel("2026-11-22 09:00:15 +0000", tick=False):
        assert is_signed_in(second_step(app_code(SECRET, steps=steps))) is right


def test_recovery_codes_are_long_enough(maria):
    """6.5.4: 20 bits or more."""
    codes = RecoveryCodes.activate(maria).get_unused_codes()

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[0-9]{8}", code) for code in codes)
    assert math.log2(10**8) >= 20


# --- chance, and sessions ----------------------------------------------------------------------------------


def session_token(maria):
    return enter(WORDS).session.session_key


@pytest.mark.parametrize(
    "make",
    [
        lambda maria: generate_totp_secret(),
        lambda maria: RecoveryCodes.generate_seed(),
        lambda maria: make_recovery_key(user=maria),
        session_token,
    ],
    ids=["app", "recovery codes", "recovery sheet", "session"],
)
def test_secrets_come_from_no_generator_that_can_be_wound_back(maria, make):
    """6.5.3, 7.2.3: Python's own generator gives the same again from the same beginning."""
    made = []
    for _ in range(2):
        random.seed(42)
        made.append(make(maria))

    assert made[0] != made[1]


def test_session_token_has_128_bits_or_more(maria):
    """7.2.3"""
    token = session_token(maria)

    assert re.fullmatch(r"[a-z0-9]{32}", token)
    assert 32 * math.log2(36) > 128


def test_signing_in_gives_a_new_token(settings, maria):
    """7.2.4: one that was planted before, or read, is worth nothing after."""
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key

    client.post("/account/login/", {"login": "maria", "password": WORDS})

    assert is_signed_in(client)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_signed_in(thief)


def test_closed_account_is_let_in_by_no_session(maria):
    """7.4.2"""
    client = sign_in(maria)
    before = client.get("/more/").status_code
    User.objects.filter(pk=maria.pk).update(is_active=False)

    after = client.get("/more/")

    assert before == 200
    assert after["Location"].startswith("/account/login/")
    assert not is_signed_in(enter(WORDS))


def test_sign_up_is_written_whole_or_not_at_all(monkeypatch):
    """2.3.3: else an account without its consent, or without its address, would stay."""
    monkeypatch.setattr("cmlguide.web.frame.consent.note_consent", _breaks)
    typed = {"email": "erik@example.org", "password1": NEW, "password2": NEW, "consent": "on"}

    with pytest.raises(RuntimeError, match="broken off"):
        Client().post("/account/signup/", typed)

    assert (User.objects.count(), EmailAddress.objects.count()) == (0, 0)


def _breaks(**facts):
    raise RuntimeError("broken off")
