"""What a helper sees of another's record."""

import pytest

from tests.browser.looking import DESK, PHONE, find_barriers, overflow
from tests.factories import make_helper, make_import

GAPS = """() => {
  const boxes = [...document.querySelectorAll("main .card")].map((card) => card.getBoundingClientRect());
  return boxes.slice(1).map((box, place) => box.top - boxes[place].bottom);
}"""
"""How far each card stands below the one before, in pixels."""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_cards_of_your_data_stand_apart_for_who_may_only_read(open_window, person, settings, size):
    settings.HOME_MODE, settings.HOSTED = False, True
    make_import(person)
    window = open_window(size, owner=make_helper(person, role="view").user)

    window.goto("/data/")

    assert window.evaluate(GAPS) == [16]
    assert find_barriers(window) == []
    assert overflow(window) == 0
