"""The SVG: well-formed, within the page's content policy, with every word escaped."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from cmlguide.web.chart.drawing.shapes import Line, Mark, Marks, Path, Strokes
from cmlguide.web.chart.drawing.svg import draw, draw_sign
from cmlguide.web.chart.timeline.drawing import KEY_ORDER, timeline_figure
from milestones.history import Treatment
from tests.web.chart.cases import CASES, START, assessed, history, just_above, value

NAMESPACE = "{http://www.w3.org/2000/svg}"


def svg_of(case, width="wide", scale="log"):
    return draw(timeline_figure(assessed(case), case, width=width, scale=scale))


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
@pytest.mark.parametrize("name", CASES)
def test_it_is_well_formed_and_named(name, width):
    root = ET.fromstring(svg_of(CASES[name](), width))  # noqa: S314 - our own drawing

    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") in ids
    assert root.get("aria-describedby") in ids
    assert root.find(f"{NAMESPACE}title").text == "Your BCR::ABL1 results over time"


@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_nothing_in_it_needs_a_looser_policy(width):
    drawn = svg_of(CASES["mixed"](), width)

    assert re.findall(r"\s(?:style|on\w+)=|<(?:script|style|image|use|a)\b|href|javascript", drawn) == []


def test_a_persons_own_words_are_escaped():
    case = history(
        value(START, "50", lab='<script>alert("lab")</script>'),
        value(START.replace(year=2026), "5", lab="A & B"),
        treatments=(Treatment("<b>imatinib</b> & co", START),),
    )

    root = ET.fromstring(svg_of(case))  # noqa: S314 - our own drawing

    names = [text.text for text in root.iter(f"{NAMESPACE}text") if "medicine" in text.get("class")]
    assert names == ["<b>imatinib</b> & co"]
    assert {element.tag for element in root.iter()} <= {
        f"{NAMESPACE}{tag}" for tag in ("svg", "title", "desc", "g", "rect", "line", "circle", "path", "text")
    }


def test_paper_carries_its_own_greys():
    drawn = svg_of(just_above(), "paper")

    colours = set(re.findall(r"#[0-9a-f]{3,6}", drawn))
    assert 'class="c-' not in drawn
    assert all(
        len({*re.findall("..?", colour[1:])} if len(colour) == 7 else {*colour[1:]}) == 1
        for colour in colours
    )


def test_the_same_page_may_hold_both_widths():
    both = svg_of(just_above(), "wide") + svg_of(just_above(), "phone")

    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("sign", KEY_ORDER)
def test_every_sign_of_the_key_can_be_drawn(sign):
    root = ET.fromstring(draw_sign(sign))  # noqa: S314 - our own drawing

    assert root.get("aria-hidden") == "true"
    assert len(root) >= 1


def test_each_point_of_a_line_is_told_from_the_one_before():
    drawn = draw(figure_with(Path(((0.04, 10), (10.06, 9.96), (20.11, 0)), "line")))

    assert drawn.partition("</desc>")[2] == '<path class="c-line" d="M0 10l10.1 0 10 -10"/></svg>'


def test_lines_of_one_kind_are_one_path_that_lifts_between_them():
    lines = (Path(((0, 10), (10, 9)), "line"), Path(((20, 5), (30, 5), (30, 8)), "line"))

    drawn = draw(figure_with(*lines, Path(((10, 9), (20, 5)), "line-limit")))

    assert drawn.partition("</desc>")[2] == (
        '<path class="c-line" d="M0 10l10 -1m10 -4l10 0 0 3"/>'
        '<path class="c-line-limit" d="M10 9l10 -4"/></svg>'
    )


def test_limits_that_touch_are_one_stroke_and_others_are_not():
    lines = [(0, 5, 1), (4, 9, 1), (9, 12, 1), (13, 15, 1), (14, 18, 2), (3, 20, 2)]

    drawn = draw(figure_with(Strokes(lines, "limit")))

    assert drawn.partition("</desc>")[2] == '<path class="c-limit" d="M0 1H12M13 1H15M14 2H18M3 2H20"/></svg>'


def figure_with(*parts):
    return replace(timeline_figure(assessed(just_above()), just_above(), width="wide"), parts=parts)


def test_marks_of_one_look_are_drawn_as_each_by_itself():
    signs, places = ("ring", "down", "ring"), ((1.04, 2), (4, 5.25), (7, 9))
    marks = Marks(signs, places, ("one <1", "", "three"), 3, "point")
    singles = figure_with(marks).shapes

    assert singles == (
        Mark("ring", 1.04, 2, 3, "point", "one <1"),
        Mark("down", 4, 5.25, 3, "point", ""),
        Mark("ring", 7, 9, 3, "point", "three"),
    )
    assert draw(figure_with(marks)) == draw(figure_with(*singles))


def test_one_mark_alone_has_its_look_itself():
    marks = Marks(("ring",), ((1, 2),), ("one",), 3, "point")

    assert draw(figure_with(marks)) == draw(figure_with(Mark("ring", 1, 2, 3, "point", "one")))


def test_marks_without_words_are_set_on_the_corners_of_paths_in_their_order():
    """So that one covers another as where each is drawn by itself. The corner is the middle of a triangle."""
    signs = ("ring", "ring", "down", "ring", "down", "down")
    places = ((1, 2), (4, 5.25), (6, 6), (7, 9), (8, 9), (10, 9))
    marks = Marks(signs, places, ("one", *[""] * 5), 2, "point")

    drawn = draw(figure_with(marks), without_words_of=("point",)).partition("</desc>")[2]

    head = ' markerUnits="userSpaceOnUse" overflow="visible">'
    assert drawn == (
        f'<g class="c-point"><marker id="wide-log-1-ring"{head}<circle cx="0" cy="0" r="2"/></marker>'
        f'<marker id="wide-log-1-down"{head}<path d="M-2 -1.8H2L0 1.8Z"/></marker>'
        f'<path {set_on_each("wide-log-1-ring")} d="M1 2l3 3.2"/><path d="M4 6H8L6 9.5Z"/>'
        '<circle cx="7" cy="9" r="2"/>'
        f'<path {set_on_each("wide-log-1-down")} d="M8 10.8l2 0"/></g></svg>'
    )


def set_on_each(name):
    ends = " ".join(f'marker-{end}="url(#{name})"' for end in ("start", "mid", "end"))
    return f'fill="none" stroke="none" {ends}'


def test_each_stretch_of_marks_without_words_has_signs_of_its_own():
    stretches = [Marks(("ring", "ring"), ((1, 2), (3, 4)), ("", ""), 2, kind) for kind in ("point", "marrow")]

    drawn = draw(figure_with(*stretches, *stretches), without_words_of=("point", "marrow"))

    assert re.findall('<marker id="wide-log-(.)-ring"', drawn) == ["1", "2", "3", "4"]


def test_neighbours_of_one_kind_share_their_looks():
    drawn = draw(
        figure_with(
            Line(0, 1, 5, 1, "limit"),
            Line(7, 2, 9, 4.25, "limit"),
            Mark("ring", 1, 2, 3, "point", "one"),
            Mark("ring", 4, 5, 3, "point", "two"),
            Mark("ring", 4, 5, 6, "newest"),
            Line(0, 0, 0, 9, "goal", "first"),
            Line(1, 0, 1, 9, "goal"),
        )
    )

    assert drawn.partition("</desc>")[2] == (
        '<path class="c-limit" d="M0 1H5M7 2L9 4.2"/>'
        '<g class="c-point"><circle cx="1" cy="2" r="3"><title>one</title></circle>'
        '<circle cx="4" cy="5" r="3"><title>two</title></circle></g>'
        '<circle class="c-newest" cx="4" cy="5" r="6"/>'
        '<g class="c-goal"><line x1="0" y1="0" x2="0" y2="9"><title>first</title></line>'
        '<line x1="1" y1="0" x2="1" y2="9"/></g></svg>'
    )


def test_a_long_record_stays_small():
    assert len(svg_of(CASES["four-hundred"]())) < 70_000
