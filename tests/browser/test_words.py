"""A word and its note in a real browser: by mouse, by keys, on a phone, and without JavaScript."""

from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.looking import DESK, PHONE, find_barriers, overflow
from tests.factories import make_medicine, make_person, make_result, make_user

MMR = 'button.word[popovertarget="word-mmr"]'
OPEN = ".word-note:popover-open"
OLD_PHONE_AT_200 = {"width": 180, "height": 320}


@pytest.fixture
def owner(transactional_db):
    person = make_person(make_user())
    make_medicine(person)
    make_result(person, "0.05")
    return person.owner


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_word_opens_its_note_and_escape_closes_it(open_window, owner, size, javascript):
    window = open_window(size, owner=owner, javascript=javascript)
    window.goto(reverse("timeline"))
    word = window.locator(MMR).first

    word.focus()
    window.keyboard.press("Enter")
    said = window.locator(OPEN).inner_text()
    box = window.locator(OPEN).bounding_box()
    window.keyboard.press("Escape")
    expect(window.locator(OPEN)).to_have_count(0)

    assert "Major molecular response: 0.1% or less." in said
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    expect(word).to_be_focused()


def test_open_note_has_no_barrier_and_closes_by_its_button(open_window, owner):
    window = open_window(PHONE, owner=owner)
    window.goto(reverse("timeline"))
    window.locator(MMR).first.click()

    barriers, wide = find_barriers(window), overflow(window)
    window.set_viewport_size(OLD_PHONE_AT_200)
    box = window.locator(OPEN).bounding_box()
    window.locator(OPEN).get_by_role("button").click()

    assert (barriers, wide) == ([], 0)
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= OLD_PHONE_AT_200["height"]
    expect(window.locator(OPEN)).to_have_count(0)


def test_paper_shows_neither_the_mark_nor_the_note(open_window, owner):
    window = open_window(DESK, owner=owner)
    window.goto(reverse("timeline"))
    window.emulate_media(media="print")

    marks = window.locator(MMR).first.evaluate("word => getComputedStyle(word).textDecorationLine")
    assert (marks, window.locator("#word-mmr").is_visible()) == ("none", False)

    window.goto(
        reverse("learn-topic", args=["ladder"])
    )  # longer than a sheet: it begins on the first all the same
    first = PdfReader(BytesIO(window.pdf(format="A4"))).pages[0].extract_text()
    assert [word in first for word in ("The ladder of levels", "Each big step down", "Next:")] == [
        True,
        True,
        False,
    ]
