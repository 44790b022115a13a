"""Every page in the fonts of six systems, at 320 px, at 200% zoom and with text twice as large: complete,
readable, within reach."""

import pytest

from tests.browser.looking import DESK, PHONE, find_layout_faults, letters_of, wear
from tests.browser.walking import FOR_EVERYBODY, bring_in_a_letter, make_full_record, open_all, pages_of
from tests.factories import make_user
from tests.fonts import LOOKS

NARROW = {"width": 320, "height": 568}
OLD_PHONE = {"width": 360, "height": 640}
ZOOMED = {"width": 640, "height": 450}
"""What is left of a desk's window at 200%."""
LETTERS = "parseFloat(getComputedStyle(document.body).fontSize)"
EVERY = [look.family for look in LOOKS.values()]
WIDEST_AND_TALLEST = [LOOKS[system].family for system in ("DejaVu Sans", "Noto Sans")]
WAYS = {  # size of the window, of the letters, whether words of a select must fit its box, fonts
    # The longest choices end in "…" on a phone; its own list shows them whole.
    "phone": (PHONE, 16, False, EVERY),
    "desk": (DESK, 16, True, EVERY),
    "320 px": (NARROW, 16, False, WIDEST_AND_TALLEST),
    "200% zoom": (ZOOMED, 16, True, WIDEST_AND_TALLEST),
    "large letters, desk": (DESK, 32, True, WIDEST_AND_TALLEST),
    "large letters, phone": (OLD_PHONE, 32, False, WIDEST_AND_TALLEST),
}


def find_faults(window, set_letters):
    """What is wrong with the page in each of the ways."""
    open_all(window)
    faults = {}
    for way, (size, letters, with_selects, families) in WAYS.items():
        set_letters(letters)
        window.set_viewport_size(size)
        for family in families:
            found = wear(window, family) + find_layout_faults(window, with_selects=with_selects)
            if window.evaluate(LETTERS) != letters * 1.125:
                found.append("the letters have another size")
            if found:
                faults[way, family] = found
    return faults


@pytest.mark.django_db(transaction=True)
def test_nothing_is_cut_or_out_of_reach(with_all_fonts, open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    pages = pages_of(owner, rows)
    window, visitor = (open_window(NARROW, owner=one, browser=with_all_fonts) for one in (owner, None))
    bring_in_a_letter(window)
    walks = ((window, pages), (visitor, FOR_EVERYBODY))
    problems = {}

    for walker, addresses in walks:
        set_letters = letters_of(walker)
        for name, where in addresses.items():
            walker.goto(where)
            if faults := find_faults(walker, set_letters):
                problems[name] = faults

    assert problems == {}
