"""What a drawing is made of: plain frozen values with coordinates.
Nothing here knows about SVG or colours.

The shapes are named tuples: a drawing of a long record has thousands, and a tuple is made in a third of the
time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cmlguide.web.chart.data.values import ChartData


class Rect(NamedTuple):
    """A filled box. `kind` names what it stands for; the style sheet decides its look."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str = ""
    round: float = 0


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    title: str = ""


class Path(NamedTuple):
    """A line through several points."""

    points: tuple[tuple[float, float], ...]
    kind: str


class Mark(NamedTuple):
    """A small shape at one place, named as in `svg.py`; `size` is its radius."""

    shape: str
    x: float
    y: float
    size: float
    kind: str
    title: str = ""


class Text(NamedTuple):
    """One line of text; `y` is its baseline, `anchor` is start, middle or end."""

    x: float
    y: float
    content: str
    kind: str
    anchor: str = "start"


Shape = Rect | Line | Path | Mark | Text


def lowered(shape: Shape, by: float) -> Shape:
    """The same shape further down."""
    if isinstance(shape, Line):
        return Line(shape.x1, shape.y1 + by, shape.x2, shape.y2 + by, shape.kind, shape.title)
    if isinstance(shape, Path):
        return Path(tuple((x, y + by) for x, y in shape.points), shape.kind)
    return shape._replace(y=shape.y + by)


@dataclass(frozen=True)
class Tick:
    """A place on the time axis with its words."""

    on: date
    label: str


@dataclass(frozen=True)
class KeyEntry:
    """A sign used in this drawing, and what it means."""

    sign: str
    words: str


@dataclass(frozen=True)
class Figure:
    """One timeline drawn for one width. `data` is what it shows, `shapes` where everything is."""

    name: str
    width: float
    height: float
    font_size: float
    title: str
    description: str
    shapes: tuple[Shape, ...]
    key: tuple[KeyEntry, ...]
    data: ChartData = field(repr=False)
