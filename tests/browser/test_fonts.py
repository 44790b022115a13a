"""The drawings, every page and the paper in the fonts of six systems: nothing cut, nothing over anything."""

import pytest

from cmlguide.web.chart.drawing.svg import draw
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.browser.conftest import launch
from tests.browser.drawings import MEASURE, faults, show
from tests.fonts import LOOKS
from tests.web.chart.cases import CASES, assessed


@pytest.fixture(scope="module")
def with_all_fonts(playwright):
    """A chromium that has all six families."""
    chromium = launch(playwright, *LOOKS)
    yield chromium
    chromium.close()


@pytest.mark.parametrize("scale", ["log", "plain"])
@pytest.mark.parametrize("width", ["wide", "medium", "phone", "paper"])
def test_words_of_every_drawing_are_inside_and_apart(with_all_fonts, width, scale):
    canvas = with_all_fonts.new_page(viewport={"width": 1280, "height": 900})
    pictures = {}
    for name, case in CASES.items():
        history = case()
        figure = timeline_figure(assessed(history), history, width=width, scale=scale)
        pictures[name] = draw(figure)
    found = {}

    for system, look in LOOKS.items():
        show(canvas, width, pictures, family=look.family)
        for name in pictures:
            if problems := faults(canvas.eval_on_selector(f"#{name} svg", MEASURE)):
                found[system, name] = problems

    assert found == {}
