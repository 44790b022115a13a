"""The account pages of a hosted site: made by allauth, drawn in the house style."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.browser.looking import PHONE, find_barriers, overflow, take_picture
from tests.factories import make_user

VISITOR = {
    "hosted-sign-in": "/account/login/",
    "hosted-sign-up": "/account/signup/",
    "hosted-reset": "/account/password/reset/",
}
MEMBER = {
    "hosted-email": "/account/email/",
    "hosted-password": "/account/password/change/",
    "hosted-two-steps": "/account/2fa/",
}


@pytest.fixture
def hosted(settings):
    settings.HOME_MODE, settings.HOSTED = False, True


def problems_of(window, pages):
    found = {}
    for name, address in pages.items():
        window.goto(address)
        take_picture(window, name)
        found[name] = [*find_barriers(window), *(["too wide"] if overflow(window) else [])]
    return found


@pytest.mark.django_db(transaction=True)
def test_visitors_pages_have_no_barrier(open_window, hosted):
    problems = problems_of(open_window(PHONE), VISITOR)

    assert problems == {name: [] for name in VISITOR}


@pytest.mark.django_db(transaction=True)
def test_members_pages_have_no_barrier(open_window, hosted):
    problems = problems_of(open_window(PHONE, owner=make_user(email="maria@example.org")), MEMBER)

    assert problems == {name: [] for name in MEMBER}


@pytest.mark.django_db(transaction=True)
def test_two_step_sign_in_is_set_up_with_a_secret_kept_encrypted(open_window, hosted):
    window = open_window(PHONE)
    make_user(username="maria", password="four small green words")
    window.goto("/account/login/")
    window.locator("input[name=login]").fill("maria")
    window.locator("input[name=password]").fill("four small green words")
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url(lambda url: "/account/" not in url)
    window.goto("/account/2fa/totp/activate/")
    assert find_barriers(window) == []
    window.get_by_label("Password").fill("four small green words")
    window.get_by_role("button", name="Go on").click()
    secret = window.locator("#authenticator_secret").input_value()
    assert find_barriers(window) == []

    window.locator("input[name=code]").fill(code_of(secret))
    window.get_by_role("button", name="Activate").click()
    window.wait_for_url(lambda url: "activate" not in url)
    window.goto("/account/2fa/")

    assert "is active" in window.locator("main").inner_text()
    assert [secret in stored for stored in stored_secrets()] == [False]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def stored_secrets():
    return [str(row.data) for row in Authenticator.objects.filter(type="totp")]
