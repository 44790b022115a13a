import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from cmlguide.records.models import User
from tests.factories import make_user
from tests.signing_in import sign_in as sign_in_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hosted_with_mail")]
WORDS = "four small green words"


def sign_in(login):
    client = Client()
    answer = client.post("/account/login/", {"login": login, "password": WORDS})
    return "_auth_user_id" in client.session, answer["Location"]


def test_nobody_signs_in_before_the_address_is_confirmed():
    client = Client()
    client.post(
        "/account/signup/",
        {"email": "maria@example.org", "password1": WORDS, "password2": WORDS, "consent": "on"},
    )
    before = sign_in("maria@example.org")

    link = re.search(r"/account/confirm-email/[-:\w]+/", mail.outbox[0].body)[0]
    asked = client.get(link).content.decode()
    client.post(link)

    assert before == (False, "/account/confirm-email/")
    assert "Is maria@example.org your address?" in asked
    assert sign_in("maria@example.org")[0] is True


def test_who_has_no_address_is_let_in():
    make_user(username="maria", password=WORDS)

    assert sign_in("maria")[0] is True


def test_who_has_an_address_that_is_not_confirmed_is_not():
    make_user(username="maria", email="maria@example.org", password=WORDS)

    assert sign_in("maria") == (False, "/account/confirm-email/")


def test_mail_with_a_link_sets_a_new_password_and_is_noted():
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.post("/account/password/reset/", {"email": "maria@example.org"})
    form = client.get(re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body)[0])["Location"]

    client.post(form, {"password1": "six tall blue ladders", "password2": "six tall blue ladders"})

    assert User.objects.get().check_password("six tall blue ladders")
    assert user.account_events.get().code == "password_reset"
    assert [letter.subject for letter in mail.outbox] == [
        "Choose a new password",
        "Your password was changed",
    ]


def test_address_is_changed_after_the_new_one_is_confirmed():
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.post("/account/login/", {"login": "maria", "password": WORDS})
    client.post("/account/reauthenticate/", {"password": WORDS})
    mail.outbox.clear()

    client.post("/account/email/", {"email": "new@example.org", "action_add": ""})
    before = EmailAddress.objects.get_primary_email(user)
    client.post(re.search(r"/account/confirm-email/[-:\w]+/", mail.outbox[0].body)[0])

    assert (before, EmailAddress.objects.get_primary_email(user)) == ("maria@example.org", "new@example.org")
    assert user.account_events.first().code == "email_changed"
    assert ("Your e-mail address was changed", ["maria@example.org"]) in [
        (one.subject, one.to) for one in mail.outbox
    ]


@pytest.mark.parametrize(
    ("with_codes", "address", "said"),
    [
        (True, "new@example.org", "First turn off the codes from an app and remove your passkeys."),
        (False, "maria@example.org", "This is your address already."),
    ],
)
def test_why_an_address_cannot_be_changed_is_said_in_our_words(with_codes, address, said):
    user = make_user(username="maria", email="maria@example.org", password=WORDS)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if with_codes:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    page = sign_in_now(user).post("/account/email/", {"email": address, "action_add": ""}).content.decode()

    assert said in page
    assert [one.email for one in user.emailaddress_set.all()] == ["maria@example.org"]
