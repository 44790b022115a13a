"""What stands behind the curve: bands, checkpoints, goals and the wobble, with their words where these cover
nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.chart.drawing.placing import text_box
from cmlguide.web.chart.drawing.shapes import Text
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.web.chart.cases import CASES, assessed, just_above
from tests.web.chart.timeline.figures import figure_of, lines, marks, rects, texts


def test_checkpoints_stand_beside_their_ceilings_where_they_cover_nothing_else_in_the_strip():
    figure = figure_of(just_above())

    assert texts(figure, "goal-when", "goal-words") == [
        "by 3 months: 10% or less",
        "by 6 months: 1% or less",
        "by 12 months",
        "0.1% or less",
    ]
    assert len(lines(figure, "goal")) == 3


@pytest.mark.parametrize("width", ["wide", "medium", "paper"])
@pytest.mark.parametrize("name", CASES)
def test_no_gridline_strikes_a_checkpoints_words_out(name, width):
    figure = figure_of(CASES[name](), width)
    words = [shape for shape in figure.shapes if isinstance(shape, Text) and shape.kind == "goal-when"]
    boxes = [text_box(shape, figure.font_size) for shape in words]

    struck = [line.y1 for line in lines(figure, "goal") for box in boxes if box.top < line.y1 < box.bottom]

    assert struck == []


def test_a_phone_names_the_checkpoint_ahead_alone():
    case = just_above()
    early = timeline_figure(assessed(case, date(2026, 2, 1)), case, width="phone")

    assert texts(figure_of(case, "phone"), "goal-when", "goal-words") == []
    assert texts(early, "goal-when", "goal-words") == ["by 6 months", "1% or less", "next, by 8 Mar"]
    assert len(lines(early, "goal")) == 3


def test_the_next_checkpoint_has_its_date():
    case = just_above()
    early = timeline_figure(assessed(case, date(2026, 2, 1)), case, width="wide")

    assert texts(early, "goal-when") == [
        "by 6 months: 1% or less, next, by 8 Mar",
        "by 12 months: 0.1% or less",
        "by 3 months",
    ]


@pytest.mark.parametrize("width", ["wide", "medium"])
def test_a_checkpoint_met_long_ago_has_its_words_too_where_the_strip_has_room(width):
    """On a tablet the 1% of the rising example had none, between two that had theirs."""
    figure = figure_of(CASES["example-rising"](), width)

    assert sorted(texts(figure, "goal-when")) == [
        "by 12 months: 0.1% or less",
        "by 3 months: 10% or less",
        "by 6 months: 1% or less",
    ]


def test_a_later_line_of_treatment_has_an_upright():
    figure = figure_of(CASES["new-line"]())

    assert [line.title for line in lines(figure, "line-start")] == ["dasatinib starts, 21 Sep 2026"]


def test_what_is_to_come_lies_under_a_veil():
    figure = figure_of(just_above())

    today, veil, band = lines(figure, "today")[0].x1, rects(figure, "ahead")[0], rects(figure, "band-1")[0]
    assert (veil.x, veil.x + veil.width) == (today, pytest.approx(band.x + band.width))


def test_the_wobble_reaches_from_the_compared_value_to_the_newest():
    figure = figure_of(just_above())
    points = marks(figure, "point")

    band = rects(figure, "wobble")[0]
    assert band.x == points[4].x
    assert band.x + band.width == points[5].x


def test_a_level_between_two_steps_has_an_edge_that_grey_keeps():
    edges = lines(figure_of(just_above()), "level-edge")

    assert len(edges) == 1  # MR4.5
    assert lines(figure_of(just_above(), scale="plain"), "level-edge") == []


AGREED = replace(just_above().person, agreed_percent_is=Decimal("0.5"), agreed_on=date(2026, 6, 1))


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_the_level_agreed_on_is_drawn_named_and_told(width):
    figure = figure_of(replace(just_above(), person=AGREED), width)

    said = "The level we agreed on: 0.5% or less (1 Jun 2026)."
    assert [line.title for line in lines(figure, "agreed")] == [said]
    assert {"agreed: 0.5% or less", "agreed"} & set(texts(figure, "my-goal-name"))
    assert said in figure.description
    assert "agreed" in [entry.sign for entry in figure.key]


def test_no_level_agreed_on_draws_no_line():
    figure = figure_of(just_above())

    assert lines(figure, "agreed") == []
    assert "agreed" not in [entry.sign for entry in figure.key]


@pytest.mark.parametrize("width", ["wide", "medium", "phone"])
@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("name", CASES)
def test_every_band_in_the_picture_is_named_in_it_or_below_it(name, scale, width):
    figure = figure_of(CASES[name](), width, scale)
    bands = {
        int(band.kind.removeprefix("band-")) - 1 for band in figure.shapes if band.kind.startswith("band-")
    }
    inside, below = texts(figure, "level-name"), " ".join(texts(figure, "names-below"))

    levels = [level.name for place, level in enumerate(figure.data.levels) if place in bands]
    assert [level for level in levels if (level in inside) == (level in below)] == []
    assert below.startswith("Not named above:") is (len(inside) < len(levels))
    assert max((box.right for box in below_boxes(figure)), default=0) <= figure.width


def below_boxes(figure):
    return [text_box(shape, figure.font_size) for shape in figure.shapes if shape.kind == "names-below"]
