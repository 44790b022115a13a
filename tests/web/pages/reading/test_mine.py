"""The reader's own numbers beside Learn's drawings: which, and for whom none."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.records.actions.persons import edit_person
from cmlguide.web.pages.reading.mine import NOTHING_OF_MINE, Ring, find_mine
from tests.factories import make_medicine, make_result

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def test_each_drawing_has_a_sentence_of_ones_own(person):
    make_medicine(person)
    make_result(person, "62", collected_on=date(2025, 8, 29), baseline=True)
    make_result(person, "0.07", collected_on=date(2026, 8, 7))
    make_result(person, "0.11", collected_on=date(2026, 11, 12))

    mine = find_mine(person, TODAY)

    assert mine.ring == Ring(76, 114, 252)
    assert mine.ladder == "My newest number, 0.11% from 12 Nov 2026, is on the ringed step (CCyR level)."
    assert mine.scale == "My own start was 62%, on 29 Aug 2025. My newest number is about 560 times less."
    assert mine.wobble == (
        "My newest number, compared with the one before: 1.6 times as high, within the wobble."
    )
    assert mine.depth == ""


@pytest.mark.parametrize(
    ("value", "ring"),
    [
        ("10.1", Ring(12, 22, 316)),
        ("10", Ring(44, 68, 284)),
        ("0.1", Ring(108, 160, 220)),
        ("0.0032", Ring(172, 252, 156)),
        ("0.0005", Ring(172, 252, 156)),
    ],
)
def test_the_ring_is_around_the_level_of_the_newest_number(person, value, ring):
    make_result(person, value)

    assert find_mine(person, TODAY).ring == ring


def test_a_test_that_found_nothing_says_how_deep_it_saw(person):
    make_result(person, None, kind="not_detected", limit="0.0032")

    assert find_mine(person, TODAY).depth == (
        "My newest test, from 7 Sep 2026: the test could see down to 0.0032%."
    )


def test_nothing_is_shown_without_results_or_to_those_who_read_words_first(person):
    assert find_mine(person, TODAY) == NOTHING_OF_MINE

    make_result(person, "0.11")
    edit_person(person=person, read_first="meaning")

    assert find_mine(person, TODAY) == NOTHING_OF_MINE


def test_the_ladder_is_ringed_on_the_page(signed_in, person):
    make_result(person, "0.11")

    address = reverse("learn-topic", args=["ladder"])
    signed_in.get(address)
    with assertNumQueries(4):
        page = signed_in.get(address).content.decode()

    assert '<rect class="drawing-mine" x="76" y="114" width="252"' in page
    assert 'is on the ringed step <span class="word-kept">(' in page
