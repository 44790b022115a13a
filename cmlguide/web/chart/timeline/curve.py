"""The results themselves: lines, marks, each test's limit, changes of lab, and what labels must avoid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter

from cmlguide.web.chart.data.values import Point, Run, Series
from cmlguide.web.chart.drawing.placing import Box, Obstacles, Segment
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis
from cmlguide.web.chart.drawing.shapes import Mark, Marks, Part, Path, Strokes

SIGNS = {"value": "ring", "below": "down", "above": "up"}
CROWDED = ((14, 1.0), (8, 0.75), (4, 0.55), (0, 0.42))  # (least room for each point, share of the full size)
RING = 3.5  # the gap between the newest point and its ring
TICK = 2.5  # how far a limit's stroke reaches beyond its point
HANG = 0.6  # of the size: a triangle hangs from its limit, so its middle is a little off
DENSE = 3.2  # points smaller than this are drawn with finer lines

Place = tuple[float, float]


def dot_size(count: int, time: TimeAxis, full: float) -> float:
    """The radius of a point: smaller where many share the width."""
    room = (time.right - time.left) / max(1, count)
    return full * next(share for least, share in CROWDED if room >= least)


@dataclass(frozen=True)
class Spread:
    """A series without the size of any drawing: worked out once, then placed on each width.

    `shares` say how far along the time and down the scale each point is, which is the same on every width;
    `limits` which point's test could look how far down, where that is on the picture; `pieces` the points of
    each part of a line with its kind, those of one kind together; `lab_changes` the two points on either
    side, with the words; `signs` the shape and the words of each point, and `alike` where points of one kind
    begin and end. Points are told by their place in the series.
    """

    shares: tuple[Place, ...]
    limits: tuple[tuple[int, float], ...]
    pieces: tuple[tuple[tuple[int, ...], str], ...]
    runs: tuple[tuple[int, ...], ...]
    lab_changes: tuple[tuple[int, int, str], ...]
    signs: tuple[str, ...]
    words: tuple[str, ...]
    alike: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Placed:
    """A series on one drawing: the position of each point, in the order of the series."""

    spread: Spread
    value: ValueAxis
    at: Sequence[Place]


def spread_series(series: Series, time: TimeAxis, value: ValueAxis) -> Spread:
    """The series on axes from and to these days and percents, however wide."""
    points = series.points
    place = {id(point): index for index, point in enumerate(points)}
    return Spread(
        shares=tuple([(time.share(point.on), value.share(point.percent)) for point in points]),
        limits=tuple(_limits(points, value)),
        pieces=tuple(
            (tuple([place[id(point)] for point in piece]), kind)
            for piece, kind in sorted(
                (part for run in series.runs for part in _pieces(run)), key=itemgetter(1)
            )
        ),
        runs=tuple(tuple([place[id(point)] for point in run.points]) for run in series.runs),
        lab_changes=tuple(
            (place[id(first)], place[id(second)], words) for first, second, words in series.lab_changes
        ),
        signs=tuple([_sign(point) for point in points]),
        words=tuple([point.words for point in points]),
        alike=tuple(_alike(points)),
    )


def _limits(points: Sequence[Point], value: ValueAxis) -> Iterator[tuple[int, float]]:
    """Which point's test could look how far down; hundreds of tests share a few limits."""
    known: dict[Decimal, float | None] = {}
    for index, point in enumerate(points):
        limit = point.limit
        if limit is None or limit <= 0:
            continue
        if limit not in known:
            known[limit] = value.share(limit) if value.holds(limit) else None
        share = known[limit]
        if share is not None:
            yield index, share


def place_series(spread: Spread, time: TimeAxis, value: ValueAxis) -> Placed:
    """The series on these axes: as their `at` has it, without a call for each of hundreds of points."""
    left, wide = time.left, time.right - time.left
    top, tall = value.top, value.bottom - value.top
    return Placed(spread, value, [(left + wide * along, top + tall * down) for along, down in spread.shares])


def draw_series(placed: Placed, dot: float, own: bool, lower: float = 0) -> tuple[Part, ...]:
    """Limits below, lines above them, marks on top; all of it `lower` than it was placed (so that nothing is
    drawn twice where the room above is known late)."""
    suffix = "-own" if own else "-dense" if dot < DENSE else ""
    spread, value = placed.spread, placed.value
    at = [(x, y + lower) for x, y in placed.at]
    heights = {down: value.at(down) + lower for down in {down for _index, down in spread.limits}}
    ticks = [(at[index][0], heights[down]) for index, down in spread.limits]
    strokes = Strokes([(x - dot - TICK, x + dot + TICK, y) for x, y in ticks], "limit" + suffix)
    lines = [Path(tuple([at[index] for index in points]), kind + suffix) for points, kind in spread.pieces]
    bars = [
        _bar(placed.at[first], placed.at[second], words, lower) for first, second, words in spread.lab_changes
    ]
    marks = [
        Marks(spread.signs[first:end], at[first:end], spread.words[first:end], dot, kind + suffix)
        for kind, first, end in spread.alike
    ]
    limits = strokes.one_by_one() if len(ticks) == 1 else (strokes,) if ticks else ()
    return (*limits, *lines, *bars, *marks)


def newest_ring(point: Point, time: TimeAxis, value: ValueAxis, dot: float) -> Mark:
    """The second ring around the newest point."""
    lower = {"below": HANG, "above": -HANG}.get(point.shape, 0.0) * dot
    return Mark("ring", time.x(point.on), value.y(point.percent) + lower, dot + RING, "newest", point.words)


def obstacles(placed: Placed, dot: float, more: Sequence[Segment] = ()) -> Obstacles:
    """What a text should not cover: the series, and the lines in `more`."""
    at = placed.at
    lines = [(*at[first], *at[second]) for run in placed.spread.runs for first, second in pairwise(run)]
    return Obstacles(at, [*lines, *more], dot + 1)


def point_box(point: Point, time: TimeAxis, value: ValueAxis, reach: float) -> Box:
    """The square around a point."""
    x, y = time.x(point.on), value.y(point.percent)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _sign(point: Point) -> str:
    return "square" if point.marrow and point.shape == "value" else SIGNS[point.shape]


def _alike(points: Sequence[Point]) -> Iterator[tuple[str, int, int]]:
    """Each stretch of results from blood and from marrow: its kind, its first point and the one after it."""
    end = 0
    for marrow, stretch in groupby(points, key=attrgetter("marrow")):
        first, end = end, end + len(tuple(stretch))
        yield "marrow" if marrow else "point", first, end


def _pieces(run: Run) -> Iterator[tuple[tuple[Point, ...], str]]:
    """The run as parts of a line, dashed where an end is only a limit."""
    sure = [not (a.is_censored or b.is_censored) for a, b in pairwise(run.points)]
    start = 0
    for index in range(len(sure)):
        if index + 1 == len(sure) or sure[index + 1] != sure[start]:
            yield run.points[start : index + 2], "line" if sure[start] else "line-limit"
            start = index + 1


def _bar(first: Place, second: Place, words: str, lower: float) -> Mark:
    """A mark halfway between the two labs' results."""
    return Mark("bar", (first[0] + second[0]) / 2, (first[1] + second[1]) / 2 + lower, 6, "lab", words)
