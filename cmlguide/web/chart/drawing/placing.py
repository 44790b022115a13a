"""Where a text may go: boxes, what they would cover, and the best free place."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cmlguide.web.chart.drawing.shapes import Text
from cmlguide.web.chart.drawing.text_width import text_width

# Shares of the font size, the largest in any usual font: Segoe UI reaches highest, Noto Sans lowest, and Noto
# Sans has the tallest lines, because browsers round up both parts.
ASCENT, DESCENT = 1.08, 0.3
LINE_HEIGHT = 1.385
ACROSS, UPRIGHT = 4, 1  # the smallest gap between two texts side by side, and one above the other
LINE_AIR = 5  # a line that ends just before a number would read as a minus sign
SHORT = 60  # from side to side: the lines of a long curve are shorter

Segment = tuple[float, float, float, float]  # a straight line by its two ends
Span = tuple[float, float, float, float, Segment]  # its left, right, top and bottom, before the line itself

BOLD_KINDS = frozenset(
    {
        "value",
        "goal-when",
        "my-goal-name",
        "level-name",
        "medicine-name",
        "medicine-name-alt",
        "medicine-name-out",
    }
)


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        """Whether the two are closer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def crowds(self, other: Box) -> bool:
        """Whether two texts there would touch or be read as one."""
        return self.crowds_any((other,))

    def crowds_any(self, others: Iterable[Box]) -> bool:
        """As `crowds`, for any of several: asked hundreds of times for each drawing, so without a call for
        each."""
        left, top = self.left, self.top
        right, bottom = self.right + ACROSS, self.bottom + UPRIGHT
        for other in others:
            if (
                left < other.right + ACROSS
                and other.left < right
                and top < other.bottom + UPRIGHT
                and other.top < bottom
            ):
                return True
        return False

    def is_inside(self, other: Box) -> bool:
        """Whether it is entirely within the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def text_box(text: Text, size: float) -> Box:
    """The most room a text takes."""
    wide = text_width(text.content, size, text.kind in BOLD_KINDS)
    left = text.x if text.anchor == "start" else text.x - (wide / 2 if text.anchor == "middle" else wide)
    top = text.y - ASCENT * size
    return Box(left, top, left + wide, text.y + DESCENT * size)


@dataclass(frozen=True)
class Obstacles:
    """What a text should not cover: the curve's points (with their radius) and its lines."""

    points: Sequence[tuple[float, float]] = ()
    lines: Sequence[Segment] = ()
    radius: float = 6

    def within(self, top: float, bottom: float) -> Obstacles:
        """Only those that reach between two heights; what is already in order stays so."""
        near, high, low = Obstacles(radius=self.radius), top - self.radius, bottom + self.radius
        _, points = self.points_by_x
        beside = [point for point in points if high < point[1] < low]
        vars(near)["points_by_x"] = [x for x, _ in beside], beside
        vars(near)["spans"] = [span for span in self.spans if span[2] <= bottom and span[3] >= top]
        return near

    def cost(self, box: Box, most: float = math.inf) -> float:
        """How much a box would cover: 3 for a point, 1 for a line. Counting stops at `most`."""
        reach, (left, top, right, bottom) = self.radius, box
        xs, points = self.points_by_x
        beside = points[bisect_right(xs, left - reach) : bisect_left(xs, right + reach)]
        covered = 3 * len([y for _, y in beside if top - reach < y < bottom + reach])
        wide = Box(left - LINE_AIR, top, right + LINE_AIR, bottom)
        for line in self._lines_near(wide):
            if covered >= most:
                break
            covered += crosses(line, wide)
        return covered

    def _lines_near(self, box: Box) -> Iterator[Segment]:
        """The few lines whose ends are not all on one side of the box."""
        lefts, short = self._short_lines
        left, top, right, bottom = box
        around = short[bisect_left(lefts, left - SHORT) : bisect_right(lefts, right)]
        for first, last, high, low, line in (*around, *self._long_lines):
            if first <= right and last >= left and high <= bottom and low >= top:
                yield line

    @cached_property
    def points_by_x(self) -> tuple[list[float], list[tuple[float, float]]]:
        """Every point's x in order, and the points in that order."""
        points = sorted(self.points)
        return [x for x, _ in points], points

    @cached_property
    def _short_lines(self) -> tuple[list[float], list[Span]]:
        """The short lines by their left ends, so that those near a box can be found by bisection."""
        short = [span for span in self.spans if span[1] - span[0] <= SHORT]
        return [span[0] for span in short], short

    @cached_property
    def _long_lines(self) -> list[Span]:
        return [span for span in self.spans if span[1] - span[0] > SHORT]

    @cached_property
    def spans(self) -> list[Span]:
        """Every line by its left end."""
        spans = []
        for line in self.lines:
            x1, y1, x2, y2 = line
            high, low = (y1, y2) if y1 < y2 else (y2, y1)
            spans.append((x1, x2, high, low, line) if x1 < x2 else (x2, x1, high, low, line))
        spans.sort()
        return spans


def crosses(line: Segment, box: Box) -> bool:
    """Whether a straight line touches a box."""
    x1, y1, x2, y2 = line
    near, far = 0.0, 1.0
    for start, along, low, high in ((x1, x2 - x1, box.left, box.right), (y1, y2 - y1, box.top, box.bottom)):
        if along == 0:
            if not low <= start <= high:
                return False
            continue
        first, second = sorted(((low - start) / along, (high - start) / along))
        near, far = max(near, first), min(far, second)
    return near <= far


def best_place(
    candidates: Iterable[Text],
    size: float,
    room: Box,
    taken: Sequence[Box],
    obstacles: Obstacles,
    reluctance: float = 0,
    most: float = math.inf,
) -> tuple[Text, float] | None:
    """The candidate inside `room` and clear of every taken box that covers least, and what it covers; None if
    none is free or covers less than `most`. Earlier ones are preferred: each later one costs `reluctance`
    more."""
    best: tuple[Text, float] | None = None
    for step, text in enumerate(candidates):
        dear = step * reluctance
        if best is not None and best[1] <= dear:
            break
        box = text_box(text, size)
        if not box.is_inside(room) or box.crowds_any(taken):
            continue
        cost = obstacles.cost(box, most - dear) + dear
        if cost < most:
            best, most = (text, cost), cost
    return best
