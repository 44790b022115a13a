"""The results themselves: lines, marks, each test's limit, changes of lab, and what labels must avoid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cmlguide.web.chart.data.values import Point, Run, Series
from cmlguide.web.chart.drawing.placing import Box, Obstacles, Segment
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis
from cmlguide.web.chart.drawing.shapes import Line, Mark, Path, Shape

SIGNS = {"value": "ring", "below": "down", "above": "up"}
CROWDED = ((14, 1.0), (8, 0.75), (4, 0.55), (0, 0.42))  # (least room for each point, share of the full size)
RING = 3.5  # the gap between the newest point and its ring
HANG = 0.6  # of the size: a triangle hangs from its limit, so its middle is a little off
DENSE = 3.2  # points smaller than this are drawn with finer lines

Place = tuple[float, float]


def dot_size(count: int, time: TimeAxis, full: float) -> float:
    """The radius of a point: smaller where many share the width."""
    room = (time.right - time.left) / max(1, count)
    return full * next(share for least, share in CROWDED if room >= least)


@dataclass(frozen=True)
class Placed:
    """A series on one drawing: the position of each point, worked out once. `at` is keyed by `id`."""

    series: Series
    value: ValueAxis
    at: Mapping[int, Place]


def place_series(series: Series, time: TimeAxis, value: ValueAxis) -> Placed:
    """The series on these axes."""
    at = {id(point): (time.x(point.on), value.y(point.percent)) for point in series.points}
    return Placed(series, value, at)


def draw_series(placed: Placed, dot: float, own: bool) -> tuple[Shape, ...]:
    """Limits below, lines above them, marks on top."""
    suffix = "-own" if own else "-dense" if dot < DENSE else ""
    series, value, at = placed.series, placed.value, placed.at
    limits = [
        _limit(point, at[id(point)][0], value, dot, suffix)
        for point in series.points
        if _shows_limit(point, value)
    ]
    lines = [path for run in series.runs for path in _paths(run, at, suffix)]
    bars = [_bar(at[id(first)], at[id(second)], words) for first, second, words in series.lab_changes]
    marks = [_mark(point, at[id(point)], dot, suffix) for point in series.points]
    return (*limits, *lines, *bars, *marks)


def newest_ring(point: Point, time: TimeAxis, value: ValueAxis, dot: float) -> Mark:
    """The second ring around the newest point."""
    lower = {"below": HANG, "above": -HANG}.get(point.shape, 0.0) * dot
    return Mark("ring", time.x(point.on), value.y(point.percent) + lower, dot + RING, "newest", point.words)


def obstacles(placed: Placed, dot: float, more: Sequence[Segment] = ()) -> Obstacles:
    """What a text should not cover: the series, and the lines in `more`."""
    joined = ([placed.at[id(point)] for point in run.points] for run in placed.series.runs)
    lines = [(*first, *second) for places in joined for first, second in pairwise(places)]
    return Obstacles(list(placed.at.values()), [*lines, *more], dot + 1)


def point_box(point: Point, time: TimeAxis, value: ValueAxis, reach: float) -> Box:
    """The square around a point."""
    x, y = time.x(point.on), value.y(point.percent)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _shows_limit(point: Point, value: ValueAxis) -> bool:
    """Whether the test's limit is known and fits on this picture."""
    return point.limit is not None and point.limit > 0 and value.holds(point.limit)


def _limit(point: Point, x: float, value: ValueAxis, dot: float, suffix: str) -> Line:
    y = value.y(point.limit or point.percent)
    return Line(x - dot - 2.5, y, x + dot + 2.5, y, "limit" + suffix)


def _mark(point: Point, place: Place, dot: float, suffix: str) -> Mark:
    sign = "square" if point.marrow and point.shape == "value" else SIGNS[point.shape]
    return Mark(sign, *place, dot, ("marrow" if point.marrow else "point") + suffix, point.words)


def _paths(run: Run, at: Mapping[int, Place], suffix: str) -> Iterator[Path]:
    """The run as lines, dashed where an end is only a limit."""
    places = [at[id(point)] for point in run.points]
    sure = [not (a.is_censored or b.is_censored) for a, b in zip(run.points, run.points[1:], strict=False)]
    start = 0
    for index in range(len(sure)):
        if index + 1 == len(sure) or sure[index + 1] != sure[start]:
            kind = "line" if sure[start] else "line-limit"
            yield Path(tuple(places[start : index + 2]), kind + suffix)
            start = index + 1


def _bar(first: Place, second: Place, words: str) -> Mark:
    """A mark halfway between the two labs' results."""
    return Mark("bar", (first[0] + second[0]) / 2, (first[1] + second[1]) / 2, 6, "lab", words)
