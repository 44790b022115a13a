"""Places along a few lines: the same answer as for any list of places."""

import pytest

from cmlguide.web.chart.drawing.placing import Box, Obstacles, best_place
from cmlguide.web.chart.drawing.placing_along import Places, best_along
from cmlguide.web.chart.drawing.shapes import Text

ROOM = Box(0, 0, 200, 100)
ALONG = Places(lefts=[4, 40, 80, 120], baselines=[20, 58], size=10)


@pytest.mark.parametrize(
    ("points", "lines", "taken"),
    [
        ([], [], []),
        ([(20, 18)], [], []),
        ([(20, 18), (52, 18), (92, 18), (130, 18)], [(0, 55, 200, 55)], []),
        ([(20, 18)], [(0, 0, 60, 60), (70, 60, 90, 10), (45, 0, 45, 90)], []),
        ([], [(0, 17, 200, 17)], [Box(4, 10, 30, 30)]),
    ],
)
@pytest.mark.parametrize("most", [1, 3, 100])
def test_many_places_on_a_line_are_judged_like_any_others(points, lines, taken, most):
    curve = Obstacles(points=points, lines=lines, radius=3)
    each = [Text(left, base, "abc", "value") for base in ALONG.baselines for left in ALONG.lefts]

    assert best_along("abc", "value", ALONG, ROOM, taken, curve, most) == best_place(
        each, 10, ROOM, taken, curve, most=most
    )
