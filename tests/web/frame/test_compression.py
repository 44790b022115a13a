"""Pages are sent packed, each with some random bytes: its length tells nobody on the line what is in it."""

import gzip

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

NAMED = 0x08  # the flag of a packed file that carries a name; Django puts its random bytes there


def packed(client, address="/help/"):
    return client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})


def test_page_is_sent_packed_where_the_browser_can_unpack_it(signed_in):
    answer, plain = packed(signed_in), signed_in.get("/help/")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).startswith(b"<!doctype html>")
    assert "Content-Encoding" not in plain.headers
    assert [one.headers["Vary"].count("Accept-Encoding") for one in (answer, plain)] == [1, 1]
    assert [one.headers["Cache-Control"] for one in (answer, plain)] == [plain.headers["Cache-Control"]] * 2


def test_length_of_a_packed_page_is_blurred(signed_in):
    answers = [packed(signed_in).content for _ in range(8)]

    names = {len(answer[10:].split(b"\0")[0]) for answer in answers if answer[3] & NAMED}

    assert len(names) > 1


def test_page_for_visitors_is_packed_too():
    assert packed(Client(), "/warning-signs/").headers["Content-Encoding"] == "gzip"
