"""A made-up language, 40% longer than English, and one from right to left: on a phone nothing is cut or
covered, the chart included. tests/web/test_every_word.py reads every page in it."""

import pytest

from tests.browser.looking import PHONE, find_layout_faults, take_picture
from tests.browser.walking import make_full_record, pages_of
from tests.factories import make_user
from tests.pseudo_language import MIRRORED, PSEUDO, speaking

PAGES = ("timeline", "result-list", "result-add", "count-list", "prepare", "summary", "data", "language")


@pytest.mark.django_db(transaction=True)
def test_long_words_in_both_directions_fit_a_phone(open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    addresses = pages_of(owner, rows)
    window = open_window(PHONE, owner=owner)
    found = {}

    for language in (PSEUDO, MIRRORED):
        with speaking(language):
            for name in PAGES:
                window.goto(addresses[name])
                take_picture(window, f"{name}-{language}")
                assert window.evaluate("document.documentElement.lang") == language
                if faults := find_layout_faults(window, with_selects=False):
                    found[name, language] = faults

    assert found == {}
    assert window.evaluate("getComputedStyle(document.body).direction") == "rtl"
