"""A visitor's address and scheme are what our own proxies report; nothing the visitor sends is trusted."""

import pytest
from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cmlguide.web.frame.proxies import believe_own_proxies, without_port
from tests.factories import make_user

CONNECTION = "10.0.0.9"
WORDS = "four small green words"


def seen(settings, proxies, addresses=None, scheme=None):
    """The address that allauth counts by, and whether the request counts as secure."""
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": addresses, "X-Forwarded-Proto": scheme}
    request = RequestFactory(REMOTE_ADDR=CONNECTION).get(
        "/", headers={name: value for name, value in headers.items() if value is not None}
    )
    believe_own_proxies(lambda request: HttpResponse())(request)
    return get_adapter().get_client_ip(request), request.is_secure()


@pytest.mark.parametrize(
    ("proxies", "addresses", "address"),
    [
        (0, "192.0.2.1", CONNECTION),
        (1, None, CONNECTION),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.7, 192.0.2.1", "192.0.2.1"),  # the first was sent by the visitor
        (1, "192.0.2.1:4711", "192.0.2.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "<script>", CONNECTION),
        (1, "", CONNECTION),
        (2, "198.51.100.7, 192.0.2.1, 10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1", CONNECTION),  # it bypassed one of the two
    ],
)
def test_address_is_what_our_own_proxies_saw(settings, proxies, addresses, address):
    assert seen(settings, proxies, addresses)[0] == address


@pytest.mark.parametrize(
    ("proxies", "scheme", "safe"),
    [
        (0, "https", False),
        (1, None, False),
        (1, "https", True),
        (1, "HTTPS", True),
        (1, "http", False),
        (1, "https, http", False),  # the visitor says https, the proxy saw http
        (2, "https", True),  # the inner proxy passes on the outer one's word
        (2, "https, http", True),
        (2, "https, http, http", False),
    ],
)
def test_scheme_is_what_our_own_proxies_saw(settings, proxies, scheme, safe):
    assert seen(settings, proxies, scheme=scheme)[1] is safe


def test_no_later_part_of_the_site_sees_the_headers(settings):
    settings.PROXIES = 1
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
    )

    believe_own_proxies(lambda request: HttpResponse())(request)

    assert [name for name in request.META if name.startswith("HTTP_X_FORWARDED")] == []


@pytest.mark.parametrize("entry", ["", "unknown", "[", "[]:80", "1.2.3", "1.2.3.4.5", "::1::2"])
def test_entry_without_an_address_is_none(entry):
    assert without_port(entry) is None


def sign_in(address, login, password):
    return Client().post(
        "/account/login/",
        {"login": login, "password": password},
        headers={"X-Forwarded-For": f"203.0.113.5, {address}"},
    )


@pytest.mark.django_db
def test_guessing_from_one_address_does_not_lock_out_another(settings):
    """Behind a proxy all visitors had its address, and shared one limit."""
    settings.HOME_MODE, settings.HOSTED, settings.PROXIES = False, True, 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "5/m/ip"}
    make_user(username="maria", password=WORDS)

    guesses = [sign_in("192.0.2.1", f"guess{number}", "wrong").status_code for number in range(6)]

    assert guesses[-1] == 429
    assert sign_in("192.0.2.2", "maria", WORDS).status_code == 302


@pytest.mark.django_db
def test_made_up_addresses_do_not_get_around_the_limit(settings):
    settings.HOME_MODE, settings.HOSTED, settings.PROXIES = False, True, 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "5/m/ip"}
    statuses = [
        Client()
        .post(
            "/account/login/",
            {"login": f"guess{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.3"},
        )
        .status_code
        for number in range(6)
    ]

    assert statuses[-1] == 429
