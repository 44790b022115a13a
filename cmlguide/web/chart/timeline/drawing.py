"""The timeline drawn for one width: turns an Assessment into shapes with coordinates, back to front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.timeline import chart_data
from cmlguide.web.chart.data.values import ChartData, DiaryRow, Goal, Level
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame, make_frame
from cmlguide.web.chart.drawing.shapes import Figure, KeyEntry, Line, Mark, Marks, Part, Shape, lowered
from cmlguide.web.chart.drawing.ticks import time_axis
from cmlguide.web.chart.timeline import backdrop, curve
from cmlguide.web.chart.timeline.below import below, names_below
from cmlguide.web.chart.timeline.labels import place_labels
from cmlguide.web.chart.timeline.strip import make_strip
from milestones.assessment import Assessment
from milestones.history import History

KEY_ORDER = (
    *("down", "up", "square", "limit", "line-limit", "bar", "my-goal", "agreed", "goal", "wobble"),
    *("begins", "line-start", "medicine-pause", "no-depth"),
    *("next-test", "cross", "own"),
    *("wedge", "vee", "pause", "dot"),
)


def timeline_figure(assessment: Assessment, history: History, *, width: str, scale: str = "log") -> Figure:
    """The timeline for `width` (wide, medium, phone or paper) on the log or the plain scale."""
    return draw_timeline(chart_data(assessment, history), width=width, scale=scale)


def draw_timeline(data: ChartData, *, width: str, scale: str = "log") -> Figure:
    """As `timeline_figure`, from chart data already at hand."""
    data = replace(data, diary=_ticked(data.diary)) if width.startswith("paper") else data
    return draw_widths(data, (width,), scale)[0]


def draw_widths(data: ChartData, widths: Iterable[str], scale: str) -> list[Figure]:
    """The timeline for several screen widths: its words are worked out once, and so is where its curve is
    along the axes; each width only places it. The first has the key, which stands once beside them all."""
    plain = scale == "plain"
    said = words.description(data, plain=plain)
    frames = [make_frame(data, LAYOUTS[width], plain=plain, top=0) for width in widths]
    spread = curve.spread_series(data.main, frames[0].time, frames[0].value)
    first, *others = [_draw(data, frame, spread, scale, said) for frame in frames]
    return [replace(first, key=_key(first.parts)), *others]


def _draw(data: ChartData, frame: Frame, spread: curve.Spread, scale: str, description: str) -> Figure:
    layout = frame.layout
    plot = _plot(data, frame, spread)
    strip = make_strip(plot.without_room, frame.time, layout)
    frame = frame.lowered(strip.height)
    under, bottom = below(data, frame)
    named_below, end = names_below(plot.without_name, frame, bottom)
    parts = (
        *(lowered(shape, strip.height) for shape in plot.behind),
        *curve.draw_series(plot.series, plot.dot, data.main_is_own, strip.height),
        *(lowered(shape, strip.height) for shape in (*plot.before, *strip.shapes)),
        *time_axis(data, frame, bottom),
        *under,
        *named_below,
    )
    return Figure(
        name=f"{layout.name}-{scale}",
        width=layout.width,
        height=round(end + 4, 1),
        font_size=layout.font,
        title=words.title(),
        description=description,
        parts=parts,
        key=(),
        data=data,
    )


def _ticked(rows: tuple[DiaryRow, ...]) -> tuple[DiaryRow, ...]:
    """Only the entries the person ticked for the page, because paper is for the team."""
    kept = (replace(row, marks=tuple(mark for mark in row.marks if mark.prints)) for row in rows)
    return tuple(row for row in kept if row.marks)


@dataclass(frozen=True)
class Plot:
    """Everything inside the plot and the names beside it: what is behind the results, they themselves, and
    what is before them; and the goals whose words, and the levels whose names, found no room in it."""

    behind: tuple[Shape, ...]
    series: curve.Placed
    dot: float
    before: tuple[Shape, ...]
    without_room: list[Goal]
    without_name: tuple[Level, ...]


def _plot(data: ChartData, frame: Frame, spread: curve.Spread) -> Plot:
    """What is drawn inside the plot, before it is known how far down it begins."""
    layout = frame.layout
    dot = curve.dot_size(len(data.main.points), frame.time, layout.dot)
    placed = curve.place_series(spread, frame.time, frame.value)
    ceilings = backdrop.ceilings(data, frame)
    levels = (*backdrop.my_goal(data, frame), *backdrop.agreed(data, frame))
    behind = (
        *backdrop.bands(data, frame),
        *backdrop.wobble(data, frame),
        *backdrop.gridlines(frame, "own-grid" if data.main_is_own else "grid"),
        *backdrop.level_edges(data, frame),
        *levels,
        *backdrop.line_starts(data, frame),
        *ceilings,
    )
    around = curve.obstacles(placed, dot, _other_lines(data, frame, (*ceilings, *levels)))
    labels, taken = place_labels(data, frame, dot, around)
    goals, without_room = backdrop.goal_words(data, frame, around, taken)
    names = (
        backdrop.names_beside(data, frame)
        if layout.names_beside
        else backdrop.names_inside(data, frame, taken, around)
    )
    ring = [curve.newest_ring(data.newest, frame.time, frame.value, dot)] if data.newest else []
    unnamed = backdrop.without_name(data, frame, names)
    return Plot(behind, placed, dot, (*ring, *names, *goals, *labels), without_room, unnamed)


def _other_lines(
    data: ChartData, frame: Frame, levels: Iterable[Shape]
) -> list[tuple[float, float, float, float]]:
    """What else a label should not cover: vertical lines, and level ones such as the checkpoints' ceilings,
    which would read as a minus sign before a number."""
    days = [data.today, *(event.on for event in data.line_starts)]
    days += [data.begins.on] if data.begins else []
    uprights = [(frame.time.x(day), frame.plot.top, frame.time.x(day), frame.plot.bottom) for day in days]
    return uprights + [(line.x1, line.y1, line.x2, line.y2) for line in levels if isinstance(line, Line)]


KINDS_IN_KEY = frozenset(
    {
        "limit",
        "line-limit",
        "my-goal",
        "agreed",
        "goal",
        "wobble",
        "begins",
        "line-start",
        "medicine-pause",
        "no-depth",
        "next-test",
    }
)


def _key(parts: tuple[Part, ...]) -> tuple[KeyEntry, ...]:
    """What each sign in this drawing means; signs that are not in it are left out."""
    seen = {part.shape for part in parts if isinstance(part, Mark)}
    seen.update(*(part.signs for part in parts if isinstance(part, Marks)))
    kinds = {part.kind for part in parts}
    seen |= kinds & KINDS_IN_KEY
    seen |= {"own"} if "own-panel" in kinds else set()
    return tuple(KeyEntry(sign, words.key(sign)) for sign in KEY_ORDER if sign in seen)
