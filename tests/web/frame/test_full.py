"""Where there is no more room a page says so, and shows what was typed."""

import pytest
from django.conf import settings as site

from cmlguide.records.room import FullError
from cmlguide.web.frame.full import SENTENCES, say_full
from tests.factories import make_allergy


@pytest.fixture
def room_for_one(settings):
    settings.MOST = dict.fromkeys(settings.MOST, 1)


def test_every_limit_has_its_sentence():
    assert set(SENTENCES) == set(site.MOST)


def test_number_is_written_as_people_write_it():
    said = say_full(FullError("rows", 20_000))

    assert said == "A record can have 20,000 entries of one kind, and this one is full. Delete some first."


def test_page_says_what_is_full_and_keeps_the_words(signed_in, person, room_for_one):
    make_allergy(person)

    answer = signed_in.post("/allergies/add/", {"name": "Latex gloves"})

    assert (answer.status_code, person.allergies.count()) == (422, 1)
    assert say_full(FullError("rows", 1)) in answer.text
    assert answer.context["typed"] == ["Latex gloves"]


def test_account_that_is_full_gets_no_other_record(signed_in, person, room_for_one):
    answer = signed_in.post("/people/add/", {"name": "Dad"})

    assert (answer.status_code, person.owner.people.count()) == (422, 1)
    assert "One account can have 1 records. Delete one you do not need first." in answer.text


def test_htmx_hears_it_as_a_notice_on_the_page_that_is_open(signed_in, person, room_for_one):
    make_allergy(person)

    answer = signed_in.post("/allergies/add/", {"name": "Latex"}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (200, "true")
    assert say_full(FullError("rows", 1)) in signed_in.get("/other-medicines/").text
