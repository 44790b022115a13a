"""A fresh proof is as strong as the sign-in: the password alone will not do where two steps are on."""

import time
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from tests.factories import make_person, make_user
from tests.signing_in import app_code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hosted")]
WORDS = "four small green words"
SECRET = "JBSWY3DPEHPK3PXP"
FILE = "/record.json"


@pytest.fixture(autouse=True)
def still(time_machine):
    """A code of an app holds for half a minute: none ends between its making and its use."""
    time_machine.move_to(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=False)


@pytest.fixture
def maria():
    user = make_user(username="maria", password=WORDS)
    make_person(owner=user)
    return user


@pytest.fixture
def two_steps(maria):
    TOTP.activate(maria, SECRET)
    RecoveryCodes.activate(maria)
    return maria


def browser_of(user):
    """Signed in some time ago: nothing is proved any more."""
    client = Client()
    client.force_login(user)
    return client


def note(client, *ways, minutes_ago=0):
    """What allauth notes of proofs that were given."""
    session = client.session
    at = time.time() - 60 * minutes_ago
    notes = [{"method": "mfa" if way != "password" else way, "type": way, "at": at} for way in ways]
    session["account_authentication_methods"] = [*session.get("account_authentication_methods", []), *notes]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def led_to(answer):
    return answer["Location"].partition("?")[0] if answer.status_code == 302 else answer.status_code


@pytest.mark.parametrize(
    ("ways", "answer"),
    [
        ((), "/account/reauthenticate/"),
        (("password",), "/account/2fa/reauthenticate/"),
        (("totp",), "/account/reauthenticate/"),
        (("recovery_codes",), "/account/reauthenticate/"),
        (("password", "totp"), 200),
        (("password", "recovery_codes"), 200),
        (("webauthn",), 200),
    ],
)
def test_where_two_steps_are_on_both_count_or_a_passkey(two_steps, ways, answer):
    client = browser_of(two_steps)
    note(client, *ways)

    assert led_to(client.get(FILE)) == answer


@pytest.mark.parametrize(("minutes", "answer"), [(14, 200), (16, "/account/2fa/reauthenticate/")])
def test_second_step_grows_old_like_the_first(two_steps, minutes, answer):
    client = browser_of(two_steps)
    note(client, "totp", minutes_ago=minutes)
    note(client, "password")

    assert led_to(client.get(FILE)) == answer


def test_without_two_steps_the_password_is_enough(maria):
    client = browser_of(maria)
    note(client, "password")

    assert client.get(FILE).status_code == 200


def test_recovery_codes_alone_turn_no_second_step_on(maria):
    RecoveryCodes.activate(maria)
    client = browser_of(maria)
    note(client, "password")

    assert client.get(FILE).status_code == 200


def test_the_way_leads_over_both_pages_and_back(two_steps):
    client = browser_of(two_steps)

    password_page = client.get(FILE)["Location"]
    code_page = client.get(client.post(password_page, {"password": WORDS})["Location"])["Location"]
    ready = client.post(code_page, {"code": app_code(SECRET)})["Location"]

    assert led_to(client.get(FILE)) == 200
    assert code_page.startswith("/account/2fa/reauthenticate/?")
    assert ready == "/account/file/record-export/"


@pytest.mark.parametrize(
    "name",
    [
        *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        *("mfa_add_webauthn", "account_change_password", "account-sheet", "account-erase"),
    ],
)
def test_password_alone_changes_no_way_in(two_steps, name):
    """Who got hold of the password and an open browser is still asked for the second step."""
    client = browser_of(two_steps)
    note(client, "password")
    address = reverse(name)

    answers = [client.get(address), client.post(address, {"oldpassword": WORDS})]

    assert [led_to(answer) for answer in answers] == ["/account/2fa/reauthenticate/"] * 2


def test_what_was_posted_before_the_password_is_not_done_without_the_code(two_steps):
    """allauth would go on with what it put aside."""
    client = browser_of(two_steps)
    client.post("/account/reauthenticate/?next=/account/2fa/totp/deactivate/", {"password": WORDS})
    client.post("/account/2fa/totp/deactivate/")

    assert Authenticator.objects.filter(user=two_steps, type="totp").count() == 1


def test_password_is_changed_without_a_second_step_where_there_is_none(maria):
    client = browser_of(maria)
    new = "six tall blue ladders"

    client.post("/account/password/change/", {"oldpassword": WORDS, "password1": new, "password2": new})

    maria.refresh_from_db()
    assert maria.check_password(new)


@pytest.mark.parametrize("address", ["/account/sessions/end/", "/account/sessions/1/end/"])
def test_ending_sessions_asks_first_and_comes_back_to_their_list(maria, address):
    """ASVS 7.5.2. Both are forms only: no page is there to come back to."""
    answer = browser_of(maria).post(address)

    assert answer["Location"] == "/account/reauthenticate/?next=%2Faccount%2Fsessions%2F"


def test_fresh_proof_gives_the_session_a_new_token(settings, maria):
    """ASVS 7.2.4: whoever had read the token of before has nothing of the proof."""
    client = browser_of(maria)
    client.get("/more/")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    wrong = client.post("/account/reauthenticate/", {"password": "wrong words here"})
    same = client.session.session_key

    client.post("/account/reauthenticate/", {"password": WORDS})

    assert (wrong.status_code, same) == (200, before)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/more/")["Location"].startswith("/account/login/")
    assert client.get("/account/sessions/").text.count("This browser") == 1


@pytest.mark.django_db(transaction=True)  # allauth notes what was added once it is saved
def test_app_just_added_is_a_proof_and_ends_the_other_browsers(maria):
    """ASVS 7.4.3. They typed its first code a moment ago: nobody is asked for another one at once."""
    client, other = browser_of(maria), browser_of(maria)
    other.get("/more/")
    client.post("/account/reauthenticate/", {"password": WORDS})
    page = client.get("/account/2fa/totp/activate/")

    added = client.post("/account/2fa/totp/activate/", {"code": app_code(page.context["form"].secret)})

    assert added["Location"] == "/account/2fa/recovery-codes/"
    assert client.get(added["Location"]).status_code == 200
    assert other.get("/more/")["Location"].startswith("/account/login/")


def test_app_that_is_taken_away_ends_the_other_browsers(two_steps):
    """ASVS 7.4.3."""
    client, other = browser_of(two_steps), browser_of(two_steps)
    other.get("/more/")
    client.post("/account/reauthenticate/", {"password": WORDS})
    client.post("/account/2fa/reauthenticate/", {"code": app_code(SECRET)})

    client.post("/account/2fa/totp/deactivate/")

    assert Authenticator.objects.filter(user=two_steps, type="totp").count() == 0
    assert client.get("/more/").status_code == 200
    assert other.get("/more/")["Location"].startswith("/account/login/")
