"""The best free place for a text that may begin anywhere along a few lines."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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


class _Row:
    """What a text between two heights may cover, wherever along them it begins: looked for when it is asked
    about, as among many points few lines ever are."""

    def __init__(self, top: float, bottom: float, obstacles: Obstacles) -> None:
        self.top, self.bottom, self.obstacles = top, bottom, obstacles

    def cost(self, left: float, right: float, most: float) -> int:
        """As `Obstacles.cost`, for a text from `left` to `right`."""
        reach, points = self.obstacles.radius, self._points
        covered = 3 * (bisect_left(points, right + reach) - bisect_right(points, left - reach))
        if covered >= most:
            return covered
        starts, ends = self._lines
        return covered + bisect_right(starts, right + LINE_AIR) - bisect_left(ends, left - LINE_AIR)

    @cached_property
    def _points(self) -> list[float]:
        reach = self.obstacles.radius
        top, bottom = self.top - reach, self.bottom + reach
        return [x for x, y in self.obstacles.points_by_x[1] if top < y < bottom]

    @cached_property
    def _lines(self) -> tuple[list[float], list[float]]:
        """Where the lines begin to reach between the heights, and where they end, each in order."""
        top, bottom = self.top, self.bottom
        lines = [
            _stretch(line, top, bottom)
            for _left, _right, upper, lower, line in self.obstacles.spans
            if upper <= bottom and lower >= top
        ]
        return sorted([first for first, _last in lines]), sorted([last for _first, last in lines])


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
        row = _Row(top, bottom, obstacles)
        for left in lefts:
            cost = row.cost(left, left + wide, most)
            if cost >= most or Box(left, top, left + wide, bottom).crowds_any(beside):
                continue
            best, most = (Text(left, baseline, content, kind), cost), cost
            if cost == 0:
                return best
    return best
