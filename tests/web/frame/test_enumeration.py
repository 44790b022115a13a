"""Nobody can find out who has an account: not by words, statuses or headers, nor by how much work is done.

Forty samples each, with and without an account. Work is compared by the number of password hashes and mails,
which take most of the time; a clock would only show how busy the machine is.
"""

import re
from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from tests.factories import make_user
from tests.hashing import CountingHasher

pytestmark = pytest.mark.django_db
SAMPLES = 40
TOKENS = re.compile(
    r'(?<=value=")[A-Za-z0-9]{64}(?=")|(?<=name="form_key" value=")[^"]+|(?<=X-CSRFToken": ")[A-Za-z0-9]{64}'
)
WORDS = "four small green words"


@pytest.fixture(autouse=True)
def _counted(settings, hosted_with_mail):
    settings.PASSWORD_HASHERS = ["tests.hashing.CountingHasher"]
    settings.ACCOUNT_RATE_LIMITS = False  # they count by the name typed, whether or not it exists


@pytest.fixture
def known():
    """Forty addresses with accounts: some with two-step sign-in, some not yet confirmed."""
    for number in range(SAMPLES):
        user = make_user(username=f"known-{number:02}", email=f"known{number:02}@example.org", password=WORDS)
        EmailAddress.objects.create(user=user, email=user.email, verified=number % 4 > 0, primary=True)
    return [f"known{number:02}@example.org" for number in range(SAMPLES)]


UNKNOWN = [f"other{number:02}@example.org" for number in range(SAMPLES)]


def seen_of(address, login, form):
    """All that an outsider sees of one response, and the work behind it;
    without what was typed and tokens."""
    client = Client()
    CountingHasher.runs, before = 0, len(mail.outbox)
    answer = client.post(address, form)
    body = TOKENS.sub("token", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}  # the second it is
    return (
        answer.status_code,
        str(sorted(headers.items())),
        body.replace(login, "typed"),
        str(sorted(answer.cookies)),
        CountingHasher.runs,
        len(mail.outbox) - before,
    )


def spread(address, logins, form_of):
    return Counter(seen_of(address, login, form_of(login)) for login in logins)


def sign_in_form(login):
    return {"login": login, "password": "quite another word"}


def recover_form(login):
    return {"login": login, "key": "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", "password1": WORDS, "password2": WORDS}


def sign_up_form(login):
    return {"email": login, "password1": WORDS, "password2": WORDS, "consent": "on"}


@pytest.mark.parametrize(
    ("address", "form_of"),
    [
        ("/account/login/", sign_in_form),
        ("/account/password/reset/", lambda login: {"email": login}),
        ("/account/signup/", sign_up_form),
        ("/account/recover/", recover_form),
    ],
    ids=["sign-in", "reset", "sign-up", "recover"],
)
def test_answer_is_the_same_whether_or_not_there_is_an_account(known, address, form_of):
    of_known, of_unknown = spread(address, known, form_of), spread(address, UNKNOWN, form_of)

    assert of_known == of_unknown
    assert list(of_known.values()) == [SAMPLES]  # and all alike


def test_sign_in_by_user_name_is_the_same_too(known):
    names = [address.partition("@")[0].replace("known", "known-") for address in known]

    of_known = spread("/account/login/", names, sign_in_form)

    assert of_known == spread(
        "/account/login/", [f"other-{number:02}" for number in range(SAMPLES)], sign_in_form
    )


def test_each_try_to_sign_in_costs_one_hash(known):
    assert {seen[4] for seen in spread("/account/login/", [*known, *UNKNOWN], sign_in_form)} == {1}


def test_a_recovery_sheet_does_not_tell_that_it_exists(known, django_user_model):
    for user in django_user_model.objects.all()[:20]:
        user.recovery_key = make_password("ABCDEFGHJKMNPQRSTUVWXYZ2")
        user.save()

    assert len(spread("/account/recover/", known, recover_form)) == 1


def test_user_names_are_given_and_not_chosen(settings):
    page = Client().get("/account/signup/").content.decode()

    assert 'name="username"' not in page
