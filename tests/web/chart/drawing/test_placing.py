"""Where a text may go: never over another, never outside, covering as little of the curve as possible."""

import pytest

from cmlguide.web.chart.drawing.placing import Box, Obstacles, best_place, crosses, text_box
from cmlguide.web.chart.drawing.shapes import Text
from cmlguide.web.chart.drawing.text_width import shorten, text_width

ROOM = Box(0, 0, 200, 100)
NOTHING = Obstacles()


def text_at(x, y, anchor="start"):
    return Text(x, y, "word", "tick", anchor)


def test_a_box_holds_the_text_on_each_anchor():
    wide = text_width("word", 10)

    boxes = [text_box(text_at(50, 20, anchor), 10) for anchor in ("start", "middle", "end")]

    assert [box.left for box in boxes] == [50, 50 - wide / 2, 50 - wide]
    assert [box.right - box.left for box in boxes] == pytest.approx([wide] * 3)


def test_the_first_free_place_is_taken():
    taken = [text_box(text_at(10, 20), 10)]

    found = best_place([text_at(12, 22), text_at(10, 60), text_at(100, 60)], 10, ROOM, taken, NOTHING)

    assert found == (text_at(10, 60), 0)


def test_a_place_outside_is_none():
    assert best_place([text_at(190, 20), text_at(10, 2)], 10, ROOM, [], NOTHING) is None


def test_the_place_that_covers_least_wins():
    curve = Obstacles(points=[(20, 18)], lines=[(0, 55, 200, 55)], radius=3)

    found = best_place([text_at(10, 20), text_at(10, 58)], 10, ROOM, [], curve)

    assert found == (text_at(10, 58), 1)


def test_a_near_place_on_a_line_beats_a_far_free_one():
    curve = Obstacles(lines=[(0, 17, 200, 17)])
    near, far = text_at(10, 20), text_at(10, 90)

    assert best_place([near, *[text_at(300, 0)] * 10, far], 10, ROOM, [], curve, reluctance=0.12) == (near, 1)
    assert best_place([near, far], 10, ROOM, [], curve, reluctance=0.12) == (far, 0.12)


@pytest.mark.parametrize(
    ("line", "touches"),
    [
        ((0, 0, 100, 100), True),
        ((0, 50, 100, 50), True),
        ((45, 0, 45, 100), True),
        ((0, 0, 30, 30), False),
        ((70, 0, 70, 100), False),
        ((0, 80, 30, 100), False),
    ],
)
def test_a_line_crosses_a_box_or_not(line, touches):
    assert crosses(line, Box(40, 40, 60, 60)) is touches


def test_bold_and_foreign_letters_are_not_underestimated():
    assert text_width("word", 10, bold=True) > text_width("word", 10)
    assert text_width("語", 10) >= 10
    assert text_width("🧪", 10) >= 10


def test_a_long_text_is_cut_and_says_so():
    cut = shorten("a very long name of a medicine", 80, 10)

    assert cut.endswith("…")
    assert text_width(cut, 10) <= 80


def test_what_fits_is_left_alone():
    assert shorten("short", 80, 10) == "short"
    assert shorten("no room at all", 3, 10) == ""


@pytest.mark.parametrize(
    ("across", "up", "crowded"), [(3.9, 0, True), (4, 0, False), (0, 0.9, True), (0, 1, False)]
)
def test_words_side_by_side_need_more_room_than_one_above_the_other(across, up, crowded):
    one = Box(10, 10, 20, 20)
    other = Box(20 + across, 10, 30 + across, 20) if across else Box(10, 20 + up, 20, 30 + up)

    assert (one.crowds(other), other.crowds(one)) == (crowded, crowded)


def test_a_place_that_covers_as_much_as_is_borne_is_none():
    curve = Obstacles(points=[(20, 18)], lines=[(0, 55, 200, 55)], radius=3)
    candidates = [text_at(10, 20), text_at(10, 58)]

    assert best_place(candidates, 10, ROOM, [], curve, most=1) is None
    assert best_place(candidates, 10, ROOM, [], curve, most=1.1) == (text_at(10, 58), 1)


def test_lines_far_away_short_or_long_cover_nothing_and_near_ones_do():
    """Short lines are found by their left ends, long ones are all looked at."""
    short, long = (100, 18, 130, 18), (0, 18, 200, 18)
    box = text_box(text_at(110, 20), 10)

    assert Obstacles(lines=[short, long, (0, 18, 30, 18), (0, 90, 200, 90)]).cost(box) == 2
    assert Obstacles(lines=[(0, 18, 30, 18), (180, 18, 199, 18)]).cost(box) == 0
