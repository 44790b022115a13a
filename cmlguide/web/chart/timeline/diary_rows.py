"""The diary under the time axis: a row of marks for each kind of entry, with its name if there is room."""

from __future__ import annotations

from collections.abc import Iterable

from cmlguide.web.chart.data.values import DiaryRow
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ASCENT, Box, Obstacles, best_place
from cmlguide.web.chart.drawing.shapes import Line, Mark, Shape, Text

SIZE = 4.5
AIR = 6  # between a mark and the row's name


def draw_diary(rows: Iterable[DiaryRow], frame: Frame, top: float) -> tuple[tuple[Shape, ...], float]:
    """The rows' shapes from `top` down, and the y below them."""
    shapes: list[Shape] = []
    for row in rows:
        drawn, top = _draw_row(row, frame, top)
        shapes += drawn
    return tuple(shapes), top


def _draw_row(row: DiaryRow, frame: Frame, top: float) -> tuple[list[Shape], float]:
    layout = frame.layout
    inside = [mark for mark in row.marks if mark.start >= frame.time.start]
    places = [(frame.time.x(mark.start), frame.time.x(mark.end)) for mark in inside]
    if not places:
        return [], top
    taken = [Box(first - SIZE, top, last + SIZE, top + layout.line) for first, last in places]
    room = Box(0, top - 1, layout.width, top + layout.line + 4)
    base = top + ASCENT * layout.font
    sides = (
        (frame.plot.left, "start"),
        (places[-1][1] + SIZE + AIR, "start"),
        (places[0][0] - SIZE - AIR, "end"),
    )
    named = best_place(
        [Text(x, base, row.name, "row-name", anchor) for x, anchor in sides],
        layout.font,
        room,
        taken,
        Obstacles(),
    )
    # If no place is free, the name gets a line of its own above the marks.
    name = named[0] if named else Text(frame.plot.left, base, row.name, "row-name")
    top = top if named else top + layout.line
    y = top + layout.line / 2
    spans = [Line(first, y, last, y, "diary-span") for first, last in places if last - first > SIZE]
    marks = [
        Mark(row.shape, first, y, SIZE, f"diary-{row.shape}", mark.words)
        for mark, (first, _last) in zip(inside, places, strict=True)
    ]
    return [*spans, *marks, name], top + layout.line
