"""The results themselves: lines, marks, each test's limit, other labs, and what to keep labels off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cmlguide.web.chart.data.values import Point, Run, Series
from cmlguide.web.chart.drawing.placing import Box, Obstacles
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis
from cmlguide.web.chart.drawing.shapes import Line, Mark, Path, Shape

SIGNS = {"value": "ring", "below": "down", "above": "up"}
CROWDED = ((14, 1.0), (8, 0.75), (4, 0.55), (0, 0.42))  # (least room a point, share of the full size)
RING = 3.5  # how far the newest point's ring stands off
HANG = 0.6  # of the size: a triangle hangs from its limit, so its middle is a little off
DENSE = 3.2  # points smaller than this are drawn with finer lines


def dot_size(count: int, time: TimeAxis, full: float) -> float:
    """The radius of a point: smaller where many share the width."""
    room = (time.right - time.left) / max(1, count)
    return full * next(share for least, share in CROWDED if room >= least)


def draw_series(series: Series, time: TimeAxis, value: ValueAxis, dot: float, own: bool) -> tuple[Shape, ...]:
    """Limits below, lines above them, marks on top."""
    suffix = "-own" if own else "-dense" if dot < DENSE else ""
    limits = [
        _limit(point, time, value, dot, suffix) for point in series.points if _shows_limit(point, value)
    ]
    lines = [path for run in series.runs for path in _paths(run, time, value, suffix)]
    bars = [_bar(first, second, words, time, value) for first, second, words in series.lab_changes]
    marks = [_mark(point, time, value, dot, suffix) for point in series.points]
    return (*limits, *lines, *bars, *marks)


def newest_ring(point: Point, time: TimeAxis, value: ValueAxis, dot: float) -> Mark:
    """The second ring around the newest point."""
    lower = {"below": HANG, "above": -HANG}.get(point.shape, 0.0) * dot
    return Mark("ring", time.x(point.on), value.y(point.percent) + lower, dot + RING, "newest", point.words)


def obstacles(
    series: Series,
    time: TimeAxis,
    value: ValueAxis,
    dot: float,
    more: Sequence[tuple[float, float, float, float]] = (),
) -> Obstacles:
    """The series, with `more` lines, as what a text should not cover."""
    points = [(time.x(point.on), value.y(point.percent)) for point in series.points]
    joined = ([(time.x(point.on), value.y(point.percent)) for point in run.points] for run in series.runs)
    lines = [(*first, *second) for places in joined for first, second in pairwise(places)]
    return Obstacles(points, [*lines, *more], dot + 1)


def point_box(point: Point, time: TimeAxis, value: ValueAxis, reach: float) -> Box:
    """The square around a point."""
    x, y = time.x(point.on), value.y(point.percent)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _shows_limit(point: Point, value: ValueAxis) -> bool:
    """Whether the test's limit is known and lies on this picture."""
    return point.limit is not None and point.limit > 0 and value.holds(point.limit)


def _limit(point: Point, time: TimeAxis, value: ValueAxis, dot: float, suffix: str) -> Line:
    x, y = time.x(point.on), value.y(point.limit or point.percent)
    return Line(x - dot - 2.5, y, x + dot + 2.5, y, "limit" + suffix)


def _mark(point: Point, time: TimeAxis, value: ValueAxis, dot: float, suffix: str) -> Mark:
    sign = "square" if point.marrow and point.shape == "value" else SIGNS[point.shape]
    return Mark(
        sign,
        time.x(point.on),
        value.y(point.percent),
        dot,
        ("marrow" if point.marrow else "point") + suffix,
        point.words,
    )


def _paths(run: Run, time: TimeAxis, value: ValueAxis, suffix: str) -> Iterator[Path]:
    """The run as lines: broken ones where an end is only a limit."""
    places = [(time.x(point.on), value.y(point.percent)) for point in run.points]
    sure = [not (a.is_censored or b.is_censored) for a, b in zip(run.points, run.points[1:], strict=False)]
    start = 0
    for index in range(len(sure)):
        if index + 1 == len(sure) or sure[index + 1] != sure[start]:
            kind = "line" if sure[start] else "line-limit"
            yield Path(tuple(places[start : index + 2]), kind + suffix)
            start = index + 1


def _bar(first: Point, second: Point, words: str, time: TimeAxis, value: ValueAxis) -> Mark:
    """Half way between the two labs' results."""
    x = (time.x(first.on) + time.x(second.on)) / 2
    y = (value.y(first.percent) + value.y(second.percent)) / 2
    return Mark("bar", x, y, 6, "lab", words)
