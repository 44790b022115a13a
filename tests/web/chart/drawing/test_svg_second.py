from __future__ import annotations

import re
from dataclasses import replace

from cmlguide.web.chart.drawing.svg import draw, draw_second
from cmlguide.web.chart.timeline.drawing import timeline_figure
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged


def names_in(drawn: str) -> tuple[set[str], set[str]]:
    return set(re.findall(r'id="([^"]+)"', drawn)), set(re.findall(r"url\(#([^)]+)\)", drawn))


def test_two_drawings_on_a_page_share_no_name():
    assessment = judged(JUST_ABOVE, today=JUST_ABOVE_ON)
    figure = timeline_figure(assessment, JUST_ABOVE, width="paper")
    first, used_first = names_in(draw(figure))
    second, used_second = names_in(draw_second(replace(figure, name="paper-narrow")))

    assert first & second == set()
    assert (used_first <= first, used_second <= second) == (True, True)
    assert len(used_second) > 2
