"""Under the time axis: tests without a number, results on a scale of their own, medicines, the diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import ChartData, Event, Level
from cmlguide.web.chart.drawing.layout import Frame, Layout
from cmlguide.web.chart.drawing.placing import ASCENT, Box, Obstacles, best_place
from cmlguide.web.chart.drawing.scales import own_log_axis
from cmlguide.web.chart.drawing.shapes import Mark, Part, Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import text_width
from cmlguide.web.chart.drawing.ticks import TICK_GAP
from cmlguide.web.chart.timeline import backdrop, curve
from cmlguide.web.chart.timeline.diary_rows import draw_diary
from cmlguide.web.chart.timeline.lanes import make_lanes

EDGE, AIR_ABOVE = 4, 6  # of the lines that name what had no room above


def below(data: ChartData, frame: Frame) -> tuple[tuple[Part, ...], float]:
    """The same shapes with the y below them: tests without a number, other scales, medicines, diary."""
    layout = frame.layout
    y = frame.plot.bottom + TICK_GAP + layout.line + 4
    shapes: list[Part] = []
    for events, sign, kind, name in (
        (data.depthless, "ring", "no-depth", words.no_depth()),
        (data.no_numbers, "cross", "no-number", words.no_number()),
    ):
        if events:
            shapes += _lane(events, sign, kind, name, frame, y)
            y += layout.line + 5
    if data.own.points:
        y += layout.font / 2  # its highest number stands half above it, and below the words of the time axis
        shapes += _own_panel(data, frame, y)
        y += layout.own_height + 8
    lanes = make_lanes(data.medicines, frame, y, data.today)
    diary, bottom = draw_diary(data.diary, frame, lanes.bottom)
    return (*shapes, *lanes.shapes, *diary), bottom


def names_below(levels: tuple[Level, ...], frame: Frame, top: float) -> tuple[list[Shape], float]:
    """The bands that have no room for their name, named in lines of their own, and the y below them. On paper
    a line is dear: there every band of the usual scale has its name beside it."""
    layout = frame.layout
    if not levels or layout.name.startswith("paper"):
        return [], top
    borders = [level.goal if layout.roomy else words.percent(level.percent) for level in levels]
    named = (f"{level.name} {border}" for level, border in zip(levels, borders, strict=True))
    said = [words.without_name(), *named]
    left = layout.words_from or EDGE
    lines = _in_lines(said, layout.width - left - EDGE, layout.font)
    first = top + AIR_ABOVE + ASCENT * layout.font
    shapes: list[Shape] = [
        Text(left, first + layout.line * place, line, "names-below") for place, line in enumerate(lines)
    ]
    return shapes, top + AIR_ABOVE + layout.line * len(lines)


def _in_lines(said: Sequence[str], room: float, size: float) -> list[str]:
    """As many of them on a line as it has room for; none is broken."""
    lines = [said[0]]
    for words_of_one in said[1:]:
        longer = f"{lines[-1]} {words_of_one}" if len(lines) == 1 and lines[0] == said[0] else ""
        longer = longer or f"{lines[-1]} · {words_of_one}"
        if text_width(longer, size) > room:
            lines.append(words_of_one)
        else:
            lines[-1] = longer
    return lines


def _lane(
    events: tuple[Event, ...], sign: str, kind: str, name: str, frame: Frame, top: float
) -> list[Shape]:
    """A row of tests that have no height, with a name if there is room; joined to nothing."""
    layout = frame.layout
    y = top + layout.line / 2
    marks = [Mark(sign, frame.time.x(event.on), y, 4, kind, event.words) for event in events]
    candidates = [
        Text(marks[-1].x + 10, top + ASCENT * layout.font, name, "row-name"),
        Text(marks[0].x - 10, top + ASCENT * layout.font, name, "row-name", "end"),
    ]
    taken = [Box(mark.x - 5, y - 5, mark.x + 5, y + 5) for mark in marks]
    found = best_place(
        candidates, layout.font, Box(0, top - 1, layout.width, top + layout.line + 4), taken, Obstacles()
    )
    return [*marks, *([found[0]] if found else [])]


def _own_panel(data: ChartData, frame: Frame, top: float) -> list[Part]:
    """Results off the International Scale: a small panel with its own axis, on the same dates."""
    height = frame.layout.own_height
    value = own_log_axis(data.own.reach, top, height)
    panel = replace(frame, value=value, plot=Box(frame.plot.left, top, frame.plot.right, top + height))
    dot = curve.dot_size(len(data.own.points), frame.time, frame.layout.dot)
    placed = curve.place_series(curve.spread_series(data.own, frame.time, value), frame.time, value)
    today = frame.time.x(data.today)
    around = curve.obstacles(placed, dot, [(today, top, today, top + height)])
    name, size = words.own_scale(), frame.layout.font
    high, low = top + 2 + ASCENT * size, top + height - 5
    places = (
        (frame.plot.left + 6, "start"),
        (frame.plot.right - 6, "end"),
        ((frame.plot.left + frame.plot.right) / 2, "middle"),
    )
    candidates = [Text(x, y, name, "row-name", anchor) for y in (high, low) for x, anchor in places]
    found = best_place(candidates, size, panel.plot, (), around)
    return [
        Rect(frame.plot.left, top, today - frame.plot.left, height, "own-panel"),
        *_thinned(backdrop.gridlines(panel, "own-grid"), frame.layout),
        *curve.draw_series(placed, dot, own=True),
        *([found[0]] if found else []),
    ]


def _thinned(shapes: tuple[Shape, ...], layout: Layout) -> list[Shape]:
    """Gridlines without the labels that would be too close to the one above."""
    kept: list[Shape] = []
    last = None
    for shape in shapes:
        if isinstance(shape, Text):
            if last is not None and shape.y - last < layout.line:
                continue
            last = shape.y
        kept.append(shape)
    return kept
