"""The diary under the time axis: a row of marks for each kind of entry, with its name if there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cmlguide.web.chart.data.values import DiaryMark, DiaryRow
from cmlguide.web.chart.drawing.layout import Frame
from cmlguide.web.chart.drawing.placing import ASCENT, Box, Obstacles, best_place
from cmlguide.web.chart.drawing.shapes import Line, Mark, Shape, Text

SIZE = 4.5
AIR = 6  # between a mark and the row's name

Places = list[tuple[float, float]]  # where each mark begins and ends
Side = Callable[[Places, Frame], tuple[float, str]]  # where a name begins or ends there


def draw_diary(rows: Iterable[DiaryRow], frame: Frame, top: float) -> tuple[tuple[Shape, ...], float]:
    """The rows' shapes from `top` down, and the y below them. All names stand on one side: the first where
    each has room, else at the left edge."""
    shapes: list[Shape] = []
    marked = [(row, places) for row in rows if (places := _places(row, frame))]
    side = next(
        (side for side in SIDES if all(_name(row, places, side, frame, top) for row, places in marked)),
        SIDES[0],
    )
    for row, places in marked:
        drawn, top = _draw_row(row, places, _name(row, places, side, frame, top), frame, top)
        shapes += drawn
    return tuple(shapes), top


def _inside(row: DiaryRow, frame: Frame) -> list[DiaryMark]:
    return [mark for mark in row.marks if mark.start >= frame.time.start]


def _places(row: DiaryRow, frame: Frame) -> Places:
    return [(frame.time.x(mark.start), frame.time.x(mark.end)) for mark in _inside(row, frame)]


def _at_edge(_places: Places, frame: Frame) -> tuple[float, str]:
    return frame.plot.left, "start"


def _after(places: Places, _frame: Frame) -> tuple[float, str]:
    return places[-1][1] + SIZE + AIR, "start"


def _before(places: Places, _frame: Frame) -> tuple[float, str]:
    return places[0][0] - SIZE - AIR, "end"


SIDES: tuple[Side, ...] = (_at_edge, _after, _before)


def _name(row: DiaryRow, places: Places, side: Side, frame: Frame, top: float) -> Text | None:
    """The row's name on this side, if no mark is in its way."""
    layout = frame.layout
    taken = [Box(first - SIZE, top, last + SIZE, top + layout.line) for first, last in places]
    room = Box(0, top - 1, layout.width, top + layout.line + 4)
    x, anchor = side(places, frame)
    text = Text(x, top + ASCENT * layout.font, row.name, "row-name", anchor)
    found = best_place([text], layout.font, room, taken, Obstacles())
    return found[0] if found else None


def _draw_row(
    row: DiaryRow, places: Places, named: Text | None, frame: Frame, top: float
) -> tuple[list[Shape], float]:
    layout = frame.layout
    # If the marks are in its way, the name gets a line of its own above them.
    name = named or Text(frame.plot.left, top + ASCENT * layout.font, row.name, "row-name")
    top = top if named else top + layout.line
    y = top + layout.line / 2
    spans = [Line(first, y, last, y, "diary-span") for first, last in places if last - first > SIZE]
    marks = [
        Mark(row.shape, first, y, SIZE, f"diary-{row.shape}", mark.words)
        for mark, (first, _last) in zip(_inside(row, frame), places, strict=True)
    ]
    return [*spans, *_apart(marks), name], top + layout.line


def _apart(marks: list[Mark]) -> list[Mark]:
    """The marks, of a crowd as many as half stand clear of the next: the newest always. In years of entries
    the edge of each mark would otherwise hide the one before it, and a full row look empty."""
    shown: list[Mark] = []
    for mark in reversed(marks):
        if not shown or shown[-1].x - mark.x >= SIZE:
            shown.append(mark)
    return shown[::-1]
