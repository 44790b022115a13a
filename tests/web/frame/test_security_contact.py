"""/.well-known/security.txt."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

ADDRESS = "/.well-known/security.txt"
pytestmark = pytest.mark.django_db


@time_machine.travel(datetime(2026, 11, 26, 15, 0, tzinfo=UTC), tick=False)
def test_contact_is_named_and_ends_half_a_year_on(settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    answer = Client().get(ADDRESS)

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Expires: 2027-05-25T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_none():
    assert Client().get(ADDRESS).status_code == 404


def test_it_is_only_read(settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    assert Client().post(ADDRESS).status_code == 405
