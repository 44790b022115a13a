"""What must hold on every page, at two widths. New pages are found by walking the routes
(tests/web/test_routes.py proves that each route is a page, a file or the target of a form)."""

import pytest

from tests.browser.looking import (
    DESK,
    PHONE,
    SHIFTED,
    find_barriers,
    find_moved,
    find_shift,
    find_signs,
    overflow,
    take_picture,
)
from tests.browser.main_things import MAIN_THINGS, far_down
from tests.browser.walking import bring_in_a_letter, make_full_record, pages_of
from tests.factories import make_user

SHAPES = {
    "chip--today": {"▲"},
    "chip--on_track": {"●"},
    "chip--discuss": {"◐"},
    "chip--soon": {"◆"},
    "chip--none": {"○"},
}
"""What a chip's colour says, its shape says too: each kind has one of its own."""


STORED = """async () => {
  const more = [...(await indexedDB.databases()).map((one) => one.name), ...(await caches.keys())];
  const cookies = document.cookie.split("; ").filter((one) => one && !one.startsWith("cmlguide_zone="));
  const named = [...more, ...cookies].map((one) => [one, ""]);
  return { ...localStorage, ...sessionStorage, ...Object.fromEntries(named) };
}"""
"""What a script could read later of all that was shown (ASVS 14.3.3)."""


def test_barrier_is_found(open_window):
    window = open_window(PHONE)
    window.set_content("<html lang=en><title>A page</title><main><h1>A page</h1><img src='data:,'></main>")

    assert find_barriers(window) == ['image-alt: <img src="data:,">']


def test_control_that_moves_under_a_press_is_found(open_window):
    window = open_window(PHONE)
    window.set_content(
        "<style>form:focus-within p { height: 99px }</style><form><p></p><button>Save</button></form>"
    )

    assert find_moved(window) == ["a press moves Save"]


@pytest.mark.django_db(transaction=True)
def test_page_that_moves_by_itself_is_found(open_window):
    window = open_window(PHONE)
    window.goto("/warning-signs/")
    assert find_shift(window) == []

    window.evaluate("document.querySelector('main').style.paddingTop = '422px'")
    window.wait_for_function(f"({SHIFTED})() > 0")

    assert find_shift(window) != []


@pytest.mark.parametrize(("above", "said"), [(2508, ""), (2509, "#charts is 2533 px down")])
def test_main_thing_below_three_screens_is_found(open_window, above, said):
    window = open_window(PHONE)
    window.set_content(f"<main style='padding-top: {above}px'><p id=charts>100%<br>10%</p></main>")
    window.add_style_tag(content="* { margin: 0 }")

    assert far_down(window, "timeline") == said


@pytest.mark.django_db(transaction=True)
def test_every_page_has_no_barrier_and_fits(open_window):
    """On a phone as it was loaded, then at the desk with all folds open."""
    owner = make_user()
    _, rows = make_full_record(owner)
    pages = pages_of(owner, rows)
    window = open_window(PHONE, owner=owner)
    bring_in_a_letter(window)
    problems, shapes = {}, {"phone": {}, "desk": {}}

    for name, where in pages.items():
        window.set_viewport_size(PHONE)
        window.goto(where)
        for size, kinds in zip((PHONE, DESK), shapes.values(), strict=True):
            window.set_viewport_size(size)
            found, signs = find_problems(window, name)
            for kind, seen in signs.items():
                kinds.setdefault(kind, set()).update(seen)
            if found:
                problems[name, size["width"]] = found

    assert problems == {}
    assert set(pages) == set(MAIN_THINGS)
    assert shapes == {"phone": SHAPES, "desk": SHAPES}
    assert window.evaluate(STORED) == {"htmx-current-path-for-history": "/"}


def find_problems(window, name):
    """What is wrong with the page at this width, and the shapes in each kind of chip."""
    take_picture(window, name)
    same_in_grey, signs = find_signs(window)
    found = find_barriers(window) + same_in_grey
    if wide := overflow(window):
        found.append(f"{wide} px wider than the window")
    if window.viewport_size == PHONE:
        found += find_shift(window)  # as it was loaded; what is unfolded after that moves the page
        found += filter(None, [far_down(window, name)])
    return found + find_moved(window), signs
