"""What a drawing is made of: plain frozen values with coordinates.
Nothing here knows about SVG or colours."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from cmlguide.web.chart.data.values import ChartData


@dataclass(frozen=True)
class Rect:
    """A filled box. `kind` names what it stands for; the style sheet decides its look."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str = ""
    round: float = 0


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    title: str = ""


@dataclass(frozen=True)
class Path:
    """A line through several points."""

    points: tuple[tuple[float, float], ...]
    kind: str


@dataclass(frozen=True)
class Mark:
    """A small shape at one place, named as in `svg.py`; `size` is its radius."""

    shape: str
    x: float
    y: float
    size: float
    kind: str
    title: str = ""


@dataclass(frozen=True)
class Text:
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
        return replace(shape, y1=shape.y1 + by, y2=shape.y2 + by)
    if isinstance(shape, Path):
        return replace(shape, points=tuple((x, y + by) for x, y in shape.points))
    return replace(shape, y=shape.y + by)


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
