"""The checkpoints' words above the plot: in one row, as flags or in blocks, and never overlapping."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest

from cmlguide.web.chart.data.values import Goal
from cmlguide.web.chart.drawing.layout import LAYOUTS
from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.scales import TimeAxis
from cmlguide.web.chart.drawing.shapes import Line, Text
from cmlguide.web.chart.timeline.strip import make_strip

DAY = date(2026, 1, 1)
WORDS = (("by 3 months", "10% or less"), ("by 6 months", "1% or less"), ("by 12 months", "0.1% or less"))


def strip_of(places, layout="wide", date_words=""):
    frame = LAYOUTS[layout]
    axis = TimeAxis(DAY, DAY + timedelta(days=1000), 0, frame.width)
    goals = [
        Goal(DAY + timedelta(days=place), Decimal(1), *words, date_words if index == 0 else "")
        for index, (place, words) in enumerate(zip(places, WORDS, strict=False))
    ]
    return make_strip(goals, axis, frame)


def rows(strip):
    return sorted({shape.y for shape in strip.shapes if isinstance(shape, Text)})


def test_far_apart_they_stand_in_one_row_of_two_lines():
    strip = strip_of((200, 500, 800))

    assert len(rows(strip)) == 2
    assert [shape.content for shape in strip.shapes if isinstance(shape, Text)] == [
        word for pair in WORDS for word in pair
    ]


def test_near_together_they_are_flags_in_order():
    strip = strip_of((20, 30, 50))

    assert [shape.content for shape in strip.shapes if isinstance(shape, Text)] == [
        f"{a}: {b}" for a, b in WORDS
    ]
    assert len(rows(strip)) == 3


def test_the_next_one_has_its_date():
    wide = [
        shape.content
        for shape in strip_of((200, 500, 800), date_words="next, by 8 Mar").shapes
        if isinstance(shape, Text)
    ]

    assert wide[0] == "by 3 months (next, by 8 Mar)"


def test_without_checkpoints_there_is_no_strip():
    assert strip_of(()).shapes == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("places", [*combinations((0, 10, 30, 90, 200, 500, 800, 950, 1000), 3), (5, 5, 5)])
def test_words_never_touch_and_never_leave_the_drawing(places, layout):
    strip = strip_of(places, layout)

    boxes = [text_box(shape, LAYOUTS[layout].font) for shape in strip.shapes if isinstance(shape, Text)]
    stems = [shape for shape in strip.shapes if isinstance(shape, Line)]
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1], -1)] == []
    assert all(box.left >= -0.01 and box.right <= LAYOUTS[layout].width + 0.01 for box in boxes)
    assert all(-strip.height <= stem.y1 <= stem.y2 == 0 for stem in stems)


def test_words_stay_over_the_plot_or_begin_where_the_card_s_words_do():
    frame = LAYOUTS["phone"]
    axis = TimeAxis(DAY, DAY + timedelta(days=450), 58, 294)
    places = zip((91, 183, 365), WORDS, strict=True)
    goals = [Goal(DAY + timedelta(days=place), Decimal(1), *words) for place, words in places]

    strip = make_strip(goals, axis, frame)

    assert min(shape.x for shape in strip.shapes if isinstance(shape, Text)) >= frame.words_from
