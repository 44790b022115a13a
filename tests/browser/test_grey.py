"""Without colour: what a colour says, a shape and a word say too (test_every_page.py looks on all pages)."""

import pytest

from tests.browser.looking import DESK, find_signs
from tests.browser.walking import make_full_record, pages_of
from tests.factories import make_user


@pytest.mark.django_db(transaction=True)
def test_each_kind_of_chip_has_a_shape_of_its_own(open_window):
    owner = make_user()
    _, rows = make_full_record(owner)
    window = open_window(DESK, owner=owner)
    problems, shapes = {}, {}

    for name, where in pages_of(owner, rows, holding='class="chip').items():
        window.goto(where)
        faults, seen = find_signs(window)
        for kind, signs in seen.items():
            shapes.setdefault(kind, set()).update(signs)
        if faults:
            problems[name] = faults

    assert problems == {}
    assert shapes == {
        "chip--on_track": {"●"},
        "chip--discuss": {"◐"},
        "chip--soon": {"◆"},
        "chip--none": {"○"},
    }
