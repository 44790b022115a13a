"""The results themselves: lines, marks, each test's limit, changes of lab, and what labels must avoid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cmlguide.web.chart.data.values import Point, Run, Series
from cmlguide.web.chart.drawing.placing import Box, Obstacles, Segment
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis
from cmlguide.web.chart.drawing.shapes import Line, Mark, Path, Shape, lowered

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
class Spread:
    """A series as shares of its axes, which are the same on every width: worked out once, then placed.

    `shares` are along the time and down the scale, `limits` how far down each test's own limit that lies on
    the picture is; both by `id`. `pieces`: the points of each part of a line with its kind.
    """

    series: Series
    shares: Mapping[int, Place]
    limits: Mapping[int, float]
    pieces: tuple[tuple[tuple[Point, ...], str], ...]


@dataclass(frozen=True)
class Placed:
    """A series on one drawing: the position of each point, keyed by `id`."""

    spread: Spread
    value: ValueAxis
    at: Mapping[int, Place]


def spread_series(series: Series, time: TimeAxis, value: ValueAxis) -> Spread:
    """The series on axes from and to these days and percents, however wide."""
    return Spread(
        series=series,
        shares={id(point): (time.share(point.on), value.share(point.percent)) for point in series.points},
        limits={
            id(point): value.share(point.limit)
            for point in series.points
            if point.limit is not None and point.limit > 0 and value.holds(point.limit)
        },
        pieces=tuple(piece for run in series.runs for piece in _pieces(run)),
    )


def place_series(spread: Spread, time: TimeAxis, value: ValueAxis) -> Placed:
    """The series on these axes."""
    at = {key: (time.at(along), value.at(down)) for key, (along, down) in spread.shares.items()}
    return Placed(spread, value, at)


def draw_series(placed: Placed, dot: float, own: bool, lower: float = 0) -> tuple[Shape, ...]:
    """Limits below, lines above them, marks on top; all of it `lower` than it was placed (so that nothing is
    drawn twice where the room above is known late)."""
    suffix = "-own" if own else "-dense" if dot < DENSE else ""
    spread, value = placed.spread, placed.value
    at = {key: (x, y + lower) for key, (x, y) in placed.at.items()}
    limits = [_limit(at[key][0], value.at(down) + lower, dot, suffix) for key, down in spread.limits.items()]
    lines = [
        Path(tuple([at[id(point)] for point in points]), kind + suffix) for points, kind in spread.pieces
    ]
    bars = [
        lowered(_bar(placed.at[id(first)], placed.at[id(second)], words), lower)
        for first, second, words in spread.series.lab_changes
    ]
    marks = [_mark(point, at[id(point)], dot, suffix) for point in spread.series.points]
    return (*limits, *lines, *bars, *marks)


def newest_ring(point: Point, time: TimeAxis, value: ValueAxis, dot: float) -> Mark:
    """The second ring around the newest point."""
    lower = {"below": HANG, "above": -HANG}.get(point.shape, 0.0) * dot
    return Mark("ring", time.x(point.on), value.y(point.percent) + lower, dot + RING, "newest", point.words)


def obstacles(placed: Placed, dot: float, more: Sequence[Segment] = ()) -> Obstacles:
    """What a text should not cover: the series, and the lines in `more`."""
    joined = ([placed.at[id(point)] for point in run.points] for run in placed.spread.series.runs)
    lines = [(*first, *second) for places in joined for first, second in pairwise(places)]
    return Obstacles(list(placed.at.values()), [*lines, *more], dot + 1)


def point_box(point: Point, time: TimeAxis, value: ValueAxis, reach: float) -> Box:
    """The square around a point."""
    x, y = time.x(point.on), value.y(point.percent)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _limit(x: float, y: float, dot: float, suffix: str) -> Line:
    return Line(x - dot - 2.5, y, x + dot + 2.5, y, "limit" + suffix)


def _mark(point: Point, place: Place, dot: float, suffix: str) -> Mark:
    sign = "square" if point.marrow and point.shape == "value" else SIGNS[point.shape]
    return Mark(sign, *place, dot, ("marrow" if point.marrow else "point") + suffix, point.words)


def _pieces(run: Run) -> Iterator[tuple[tuple[Point, ...], str]]:
    """The run as parts of a line, dashed where an end is only a limit."""
    sure = [not (a.is_censored or b.is_censored) for a, b in pairwise(run.points)]
    start = 0
    for index in range(len(sure)):
        if index + 1 == len(sure) or sure[index + 1] != sure[start]:
            yield run.points[start : index + 2], "line" if sure[start] else "line-limit"
            start = index + 1


def _bar(first: Place, second: Place, words: str) -> Mark:
    """A mark halfway between the two labs' results."""
    return Mark("bar", (first[0] + second[0]) / 2, (first[1] + second[1]) / 2, 6, "lab", words)
