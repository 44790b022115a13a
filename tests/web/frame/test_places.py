"""The five places: each one has a page, and a page is in at most one place of the top bar."""

import pytest

from cmlguide.web.frame.places import BOTTOM_BAR, TOP_BAR, Place


@pytest.mark.parametrize("place", dict.fromkeys([*TOP_BAR, *BOTTOM_BAR]), ids=lambda place: place.url_name)
def test_every_place_has_a_page(place):
    assert place.url().startswith("/")


def test_a_place_without_a_page_has_no_address():
    assert Place("no-such-page", "x", "", ("x",)).url() == ""


@pytest.mark.parametrize(
    ("url_name", "label"),
    [
        ("timeline", ["Timeline"]),
        ("result-list", ["Results"]),
        ("result-add", ["Results"]),
        ("medicine-edit", ["Results"]),
        ("diary-add-note", ["Diary"]),
        ("other-list", ["Diary"]),
        ("allergy-edit", ["Diary"]),
        ("prepare", ["Prepare"]),
        ("summary", ["Prepare"]),
        ("help", ["Learn"]),
        ("learn-topic", ["Learn"]),
        ("helper-invite", []),
        ("about-me", []),
        ("", []),
    ],
)
def test_a_page_stands_in_its_place_of_the_top_bar(url_name, label):
    assert [str(place.label) for place in TOP_BAR if place.holds(url_name)] == label


def test_a_phone_keeps_the_rest_under_more():
    assert [str(place.label) for place in BOTTOM_BAR if place.holds("about-me")] == ["More"]
    assert [str(place.label) for place in BOTTOM_BAR if place.holds("help")] == ["More"]
