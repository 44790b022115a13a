"""Who could not come in leaves a line: what happened, and nothing of who or what was typed."""

import logging
import smtplib

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from cmlguide.records.models import User
from cmlguide.web.frame.private_log import WithoutData
from tests.factories import make_guest_link, make_person, make_user
from tests.hosting import HOSTED, WITH_MAIL, apply

pytestmark = pytest.mark.django_db
WORDS, MARK = "four small green words", "quokkamark"
OURS = "cmlguide.web.frame.sign_in_log"


@pytest.fixture
def maria():
    return make_user(username="maria", password=WORDS)


@pytest.fixture
def lines(caplog):
    """The log's lines of this module, without their time."""
    caplog.set_level(logging.WARNING)
    logs = WithoutData()
    return lambda: [
        logs.format(record).partition(f"{OURS}: ")[2] for record in caplog.records if record.name == OURS
    ]


def test_wrong_password_leaves_a_line_and_a_right_one_none(settings, maria, lines):
    apply(settings, HOSTED)

    Client().post("/account/login/", {"login": "maria", "password": WORDS})
    before = lines()
    Client().post("/account/login/", {"login": MARK, "password": MARK})

    assert (before, lines()) == ([], ["sign-in or fresh proof refused: wrong name or password"])


def test_wrong_proof_and_wrong_code_leave_a_line(settings, maria, lines):
    apply(settings, HOSTED)
    TOTP.activate(maria, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(maria)

    client.post("/account/reauthenticate/", {"password": MARK})
    client.post("/account/2fa/reauthenticate/", {"code": MARK})

    assert lines() == [
        "sign-in or fresh proof refused: wrong name or password",
        "sign-in or fresh proof refused: wrong code",
    ]


def test_wrong_code_at_the_sign_in_leaves_a_line(settings, maria, lines):
    apply(settings, HOSTED)
    TOTP.activate(maria, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/account/login/", {"login": "maria", "password": WORDS})

    client.post("/account/2fa/authenticate/", {"code": MARK})

    assert lines() == ["sign-in or fresh proof refused: wrong code"]


def test_wrong_key_of_a_sheet_leaves_a_line(settings, maria, lines):
    apply(settings, HOSTED)
    new = {"password1": "six tall blue ladders", "password2": "six tall blue ladders"}

    Client().post("/account/recover/", {"login": "maria", "key": MARK, **new})

    assert lines() == ["recovery refused: wrong name or key"]


def test_wrong_pin_leaves_a_line(settings, lines):
    apply(settings, HOSTED)
    link = make_guest_link(make_person(), pin="2468")
    client = Client()
    session = client.session
    session["guest_links"] = {str(link.pk): {"at": link.created_at.isoformat(), "pin": False}}
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    client.post(f"/shared/{link.pk}/pin/", {"pin": "1357"})

    assert lines() == ["guest link not opened: wrong PIN"]


@pytest.mark.parametrize("fault", [TimeoutError, ConnectionRefusedError, smtplib.SMTPServerDisconnected])
def test_mail_server_that_is_down_stops_no_page_and_leaves_a_line(settings, maria, lines, monkeypatch, fault):
    """ASVS 16.5.2. What was asked for is done; only the mail is missing."""
    apply(settings, WITH_MAIL)
    EmailAddress.objects.create(user=maria, email="maria@example.org", verified=True, primary=True)
    client = Client()
    client.force_login(maria)

    def down(self, messages):
        raise fault(MARK)

    monkeypatch.setattr(EmailBackend, "send_messages", down)
    new = "six tall blue ladders"

    answer = client.post(
        "/account/password/change/", {"oldpassword": WORDS, "password1": new, "password2": new}
    )

    assert answer.status_code == 302
    assert User.objects.get().check_password(new)
    assert (lines(), mail.outbox) == (["a mail could not be handed to the mail server"], [])
