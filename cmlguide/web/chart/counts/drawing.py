"""Blood counts drawn for one width: a small panel for each kind of cell, all on the timeline's time axis."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cmlguide.web.chart.counts import words
from cmlguide.web.chart.counts.panels import Panel
from cmlguide.web.chart.data import words as chart_words
from cmlguide.web.chart.data.timeline import first_and_last_day
from cmlguide.web.chart.data.values import ChartData
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame, Layout, time_span
from cmlguide.web.chart.drawing.placing import Box, text_box
from cmlguide.web.chart.drawing.scales import TimeAxis, ValueAxis, own_log_axis, plain_axis
from cmlguide.web.chart.drawing.shapes import Figure, KeyEntry, Line, Mark, Path, Rect, Shape, Text
from cmlguide.web.chart.drawing.text_width import text_width
from cmlguide.web.chart.drawing.ticks import time_axis
from cmlguide.web.chart.timeline.curve import DENSE, RING, dot_size

HEIGHT = 92
TITLE = 34  # room for a panel's name above it
AXIS = 34  # room for the time axis below the last panel
NAME_GAP = 6  # between a panel's name and its newest value
DOT = 4.4
WIDE_RANGE = 12  # from this ratio of highest to lowest, equal steps mean ten times as many


def draw_counts(panels: tuple[Panel, ...], data: ChartData, *, width: str) -> Figure:
    """The panels, one below the other, for `width` (wide, medium or phone). `data` is the timeline's."""
    layout = LAYOUTS[width]
    frames = _frames(panels, data, layout)
    shapes: list[Shape] = []
    for panel, frame in zip(panels, frames, strict=True):
        shapes += _panel(panel, frame)
        if frame is not frames[-1]:
            x = frame.time.x(data.today)
            shapes.append(Line(x, frame.plot.top, x, frame.plot.bottom, "today"))
    last = frames[-1]
    shapes += time_axis(data, last, last.plot.bottom)
    return Figure(
        name=f"{width}-counts",
        width=layout.width,
        height=last.plot.bottom + AXIS,
        font_size=layout.font,
        title=words.title(),
        description=words.description(panels),
        parts=tuple(shapes),
        key=(KeyEntry("border", words.border()),) if _any_border(panels) else (),
        data=data,
    )


def _any_border(panels: Iterable[Panel]) -> bool:
    return any(panel.border is not None for panel in panels)


def _frames(panels: tuple[Panel, ...], data: ChartData, layout: Layout) -> tuple[Frame, ...]:
    """A frame for each panel, one below the other, with the same time axis and gutter."""
    axes = [_axis(panel, TITLE + place * (HEIGHT + TITLE)) for place, panel in enumerate(panels)]
    labels = [
        words.number(panel.item, value)
        for panel, axis in zip(panels, axes, strict=True)
        for value, _kind, _name in _borders_first(panel, axis)
    ]
    left = max(text_width(label, layout.font, bold=True) for label in [*labels, chart_words.months()]) + 8
    first, last = first_and_last_day(data)
    days = [point.on for panel in panels for point in panel.points]
    start, end = time_span(min(first, *days), max(last, *days), data.today)
    right = layout.width - (16 if layout.names_beside else 6)
    time = TimeAxis(start, end, left, right)
    return tuple(Frame(layout, time, axis, Box(left, axis.top, right, axis.bottom)) for axis in axes)


def _axis(panel: Panel, top: float) -> ValueAxis:
    """From 0 up; tenfold steps if the range is so wide that the low numbers could not be told apart."""
    values = [point.value for point in panel.points]
    values += [panel.border] if panel.border is not None else []
    if min(values) > 0 and max(values) > WIDE_RANGE * min(values):
        return own_log_axis(tuple(values), top, HEIGHT)
    return plain_axis(tuple(values), top, HEIGHT)


def _panel(panel: Panel, frame: Frame) -> list[Shape]:
    """One panel, back to front: background, lines, border, curve, name and newest value."""
    plot = frame.plot
    ground = Rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top, "own-panel")
    places = [(frame.time.x(point.on), frame.value.y(point.value)) for point in panel.points]
    dot = dot_size(len(panel.points), frame.time, DOT)
    suffix = "-dense" if dot < DENSE else ""
    marks = [
        Mark("ring", x, y, dot, f"point{suffix}", words.point(panel.item, point.value, point.on))
        for (x, y), point in zip(places, panel.points, strict=True)
    ]
    return [
        ground,
        *_gridlines(panel, frame),
        *([Path(tuple(places), f"line{suffix}")] if len(places) > 1 else []),
        *marks,
        Mark("ring", *places[-1], dot + RING, "newest"),
        *_heading(panel, frame),
    ]


def _heading(panel: Panel, frame: Frame) -> list[Text]:
    """The panel's name and its newest value on one line, the value without its day where both do not fit, and
    left to the list of counts where even that does not."""
    size, last = frame.layout.font, panel.points[-1]
    y = frame.plot.top - 0.55 * size
    name = Text(frame.plot.left, y, words.name(panel.item), "level-name")
    said = [
        words.newest(panel.item, last.value, last.on, dated=dated)
        for dated in (frame.layout.dates_on_labels, False)
    ]
    values = [Text(frame.plot.right, y, text, "value", "end") for text in said]
    room = text_box(name, size).right + NAME_GAP
    return [name, *[one for one in values if text_box(one, size).left >= room][:1]]


def _gridlines(panel: Panel, frame: Frame) -> list[Shape]:
    """Lines with their numbers in the gutter, as many as fit; the border's number has priority."""
    plot, size = frame.plot, frame.layout.font
    shapes: list[Shape] = []
    taken: list[float] = []
    for value, kind, name in _borders_first(panel, frame.value):
        y = frame.value.y(value)
        if all(abs(y - other) >= frame.layout.line for other in taken):
            taken.append(y)
            shapes.append(Line(plot.left, y, plot.right, y, kind))
            shapes.append(Text(plot.left - 8, y + 0.36 * size, words.number(panel.item, value), name, "end"))
    return shapes


def _borders_first(panel: Panel, axis: ValueAxis) -> list[tuple[Decimal, str, str]]:
    border = [] if panel.border is None else [(panel.border, "border", "goal-when")]
    return [*border, *((value, "own-grid", "tick") for value in axis.gridlines() if value != panel.border)]
