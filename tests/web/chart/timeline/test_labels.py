"""The words in the picture: the newest value, the lowest, the goal and the next test, none over another."""

import pytest

from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.shapes import Text
from tests.web.chart.cases import CASES, just_above
from tests.web.chart.timeline.figures import figure_of, lines, marks, rects, texts


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_newest_value_is_ringed_and_labelled(width):
    figure = figure_of(just_above(), width)

    label = "0.11%" if width == "phone" else "0.11% · 12 Nov 2026"
    assert texts(figure, "value") == [label]
    assert [ring.title for ring in marks(figure, "newest")] == ["12 Nov 2026: 0.11%, CCyR level. Lab: City."]


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
@pytest.mark.parametrize("name", CASES)
def test_the_newest_value_is_named_in_every_case(name, width, scale):
    figure = figure_of(CASES[name](), width, scale)

    assert len(texts(figure, "value")) == (1 if figure.data.newest else 0)


def test_the_lowest_is_named_at_its_point():
    figure = figure_of(just_above())

    name = next(shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "lowest")
    assert (name.content, name.x) == ("lowest 0.074%", marks(figure, "point")[4].x)


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_next_test_is_a_bar_on_the_axis_right_of_today(width):
    """Never at a height that could be read as a value (design)."""
    figure = figure_of(just_above(), width)

    bar, ahead = rects(figure, "next-test")[0], rects(figure, "ahead")[0]
    assert bar.title == "Usual time for the next test: 12 Dec to 12 Feb"
    assert bar.x > lines(figure, "today")[0].x1
    assert bar.y + bar.height == pytest.approx(ahead.y + ahead.height)


def test_the_goal_has_its_short_words_where_the_curve_would_strike_the_long_ones_out():
    assert texts(figure_of(just_above()), "my-goal-name") == ["usual goal now: 0.1% or less"]
    assert texts(figure_of(just_above(), scale="plain"), "my-goal-name") == ["usual goal"]


@pytest.mark.parametrize("width", ["wide", "medium"])
def test_on_a_plain_scale_no_level_line_strikes_the_next_tests_words_out(width):
    figure = figure_of(just_above(), width, "plain")
    names = [text_box(shape, figure.font_size) for shape in figure.shapes if shape.kind == "next-name"]
    heights = [line.y1 for kind in ("grid", "my-goal") for line in lines(figure, kind)]

    assert len(names) == 1
    assert [y for box in names for y in heights if box.top < y < box.bottom] == []


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_no_two_words_share_a_place(name, scale, width):
    figure = figure_of(CASES[name](), width, scale)

    boxes = [text_box(shape, figure.font_size) for shape in figure.shapes if isinstance(shape, Text)]
    clashes = [
        (one, other)
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
        if one.overlaps(other, -1.5)  # line boxes may overlap slightly, the letters never
    ]
    assert clashes == []
