"""A link stays open in a browser for some hours, and only with its PIN."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.utils import timezone

from cmlguide.web.frame.guests import is_guest, is_open, last_opened, open_link
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_here():
    request = RequestFactory().get("/")
    request.session, request.user = Client().session, Anonymous()
    return request


class Anonymous:
    is_authenticated = False


def test_nothing_is_open_at_first(request_here):
    assert (is_guest(request_here), is_open(request_here, 1), last_opened(request_here)) == (False, False, "")


def test_opened_link_is_open_and_no_other(request_here):
    open_link(request_here, 7, with_pin=True)

    assert (is_open(request_here, 7), is_open(request_here, 8), is_guest(request_here)) == (True, False, True)


def test_link_whose_pin_is_asked_for_is_only_half_open(request_here):
    open_link(request_here, 7, with_pin=False)

    assert (is_open(request_here, 7, with_pin=False), is_open(request_here, 7)) == (True, False)


@pytest.mark.parametrize(("hours", "still"), [(11.9, True), (12.1, False)])
def test_link_closes_in_the_browser_after_twelve_hours(request_here, hours, still):
    open_link(request_here, 7, with_pin=True)

    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert is_open(request_here, 7) is still


def test_newest_link_is_the_one_to_go_back_to(request_here):
    for pk in (7, 8, 7):
        open_link(request_here, pk, with_pin=True)

    assert last_opened(request_here) == "7"


def test_signed_in_reader_of_a_link_is_no_guest(request_here):
    request_here.user = make_user()

    open_link(request_here, 7, with_pin=True)

    assert (is_open(request_here, 7), is_guest(request_here)) == (True, False)
