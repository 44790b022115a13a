"""What a drawing is made of: plain frozen values with coordinates.
Nothing here knows about SVG or colours.

The shapes are named tuples: a drawing of a long record has thousands, and a tuple is made in a third of the
time of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
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


class Marks(NamedTuple):
    """Several marks of one kind and size, in columns: a long record has hundreds of them on each drawing, and
    a Mark for each took longer to make than to draw."""

    signs: Sequence[str]
    places: Sequence[tuple[float, float]]
    titles: Sequence[str]
    size: float
    kind: str

    def one_by_one(self) -> Iterator[Shape]:
        for sign, (x, y), title in zip(self.signs, self.places, self.titles, strict=True):
            yield Mark(sign, x, y, self.size, self.kind, title)


class Strokes(NamedTuple):
    """Several level lines of one kind, likewise: each from left to right at its height."""

    spans: Sequence[tuple[float, float, float]]
    kind: str

    def one_by_one(self) -> Iterator[Shape]:
        for left, right, y in self.spans:
            yield Line(left, y, right, y, self.kind)


Part = Shape | Marks | Strokes


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
    """One timeline drawn for one width. `data` is what it shows, `parts` where everything is."""

    name: str
    width: float
    height: float
    font_size: float
    title: str
    description: str
    parts: tuple[Part, ...]
    key: tuple[KeyEntry, ...]
    data: ChartData = field(repr=False)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Every shape by itself, back to front."""
        singles = (part.one_by_one() if isinstance(part, Marks | Strokes) else (part,) for part in self.parts)
        return tuple(shape for shapes in singles for shape in shapes)
