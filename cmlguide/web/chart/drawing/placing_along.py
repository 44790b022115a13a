"""The best free place for a text that may begin anywhere along a few lines."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cmlguide.web.chart.drawing.placing import (
    ASCENT,
    BOLD_KINDS,
    DESCENT,
    LINE_AIR,
    UPRIGHT,
    Box,
    Obstacles,
    Segment,
)
from cmlguide.web.chart.drawing.shapes import Text
from cmlguide.web.chart.drawing.text_width import text_width


@dataclass(frozen=True)
class Row:
    """What stands between two heights: where its points are, where its lines begin and where they end."""

    points: list[float]
    starts: list[float]
    ends: list[float]
    radius: float

    def cost(self, left: float, right: float) -> int:
        """How much a text from `left` to `right` would cover, as `Obstacles.cost`."""
        reach = self.radius
        points = bisect_left(self.points, right + reach) - bisect_right(self.points, left - reach)
        lines = bisect_right(self.starts, right + LINE_AIR) - bisect_left(self.ends, left - LINE_AIR)
        return 3 * points + lines


def _row_between(top: float, bottom: float, obstacles: Obstacles) -> Row:
    """What a text between these two heights may cover, wherever along them it begins."""
    high, low = top - obstacles.radius, bottom + obstacles.radius
    lines = [
        _stretch(line, top, bottom)
        for _left, _right, upper, lower, line in obstacles.spans
        if upper <= bottom and lower >= top
    ]
    return Row(
        [x for x, y in obstacles.points_by_x[1] if high < y < low],
        sorted([first for first, _last in lines]),
        sorted([last for _first, last in lines]),
        obstacles.radius,
    )


def _stretch(line: Segment, top: float, bottom: float) -> tuple[float, float]:
    """From where to where the part of a line between two heights reaches."""
    x1, y1, x2, y2 = line
    if y1 != y2:
        slope = (x2 - x1) / (y2 - y1)
        first, last = min(max(y1, top), bottom), min(max(y2, top), bottom)
        x1, x2 = x1 + (first - y1) * slope, x1 + (last - y1) * slope
    return (x1, x2) if x1 <= x2 else (x2, x1)


@dataclass(frozen=True)
class Places:
    """The places in which a text is tried: from each of `lefts`, on each of `baselines`, in this order."""

    lefts: Sequence[float]
    baselines: Sequence[float]
    size: float


def best_along(
    content: str,
    kind: str,
    places: Places,
    room: Box,
    taken: Sequence[Box],
    obstacles: Obstacles,
    most: float = math.inf,
) -> tuple[Text, float] | None:
    """As `best_place`, for one text at dozens of places on a few lines. What could be in its way on a line is
    looked for once: for each place it took half of the time of a short record's drawing."""
    best: tuple[Text, float] | None = None
    wide = text_width(content, places.size, kind in BOLD_KINDS)
    lefts = [left for left in places.lefts if left >= room.left and left + wide <= room.right]
    for baseline in places.baselines:
        top, bottom = baseline - ASCENT * places.size, baseline + DESCENT * places.size
        if top < room.top or bottom > room.bottom:
            continue
        beside = [box for box in taken if top < box.bottom + UPRIGHT and box.top < bottom + UPRIGHT]
        row = _row_between(top, bottom, obstacles)
        for left in lefts:
            cost = row.cost(left, left + wide)
            if cost >= most or Box(left, top, left + wide, bottom).crowds_any(beside):
                continue
            best, most = (Text(left, baseline, content, kind), cost), cost
            if cost == 0:
                return best
    return best
