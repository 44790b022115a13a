"""One result on a line from its start to the deepest level, drawn once for each width for the result's page.

Plain values in the drawing's own units; `results/_number_line.html` draws them. Each step to the right means
ten times less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from cmlguide.web.chart.drawing.scales import steps_down
from cmlguide.web.chart.drawing.text_width import text_width
from cmlguide.web.words import engine as words
from cmlguide.web.words import numbers
from milestones.scale import levels, percent_of_mr

if TYPE_CHECKING:
    from milestones.assessment import Assessment
    from milestones.history import Result
    from milestones.verdicts import JudgedResult

WIDTHS = {"wide": 960, "middle": 640, "phone": 320}
MARGIN = 26
# How far the line reaches beyond the last whole step, in tenfold steps: room for a mark.
REACH = 0.45
LETTERS = 17
"""How large the number above the mark is written: number-line.css."""
# The width of a letter in the labels, with some to spare.
LETTER = 8.2


@dataclass(frozen=True)
class Label:
    """A short text at a place; `anchor` as in SVG; `row` 1 is lower, so that names do not touch."""

    x: float
    text: str
    anchor: str = "middle"
    row: int = 0


@dataclass(frozen=True)
class Span:
    """A part of the line starting at `x`, `width` long; `number` counts the tenfold bands from the left."""

    x: float
    width: float
    number: int = 0


@dataclass(frozen=True)
class NumberLine:
    """`shape`: ring for a measured number, right or left for one known only to be below or above a limit."""

    name: str
    width: int
    bands: tuple[Span, ...]
    steps: tuple[Label, ...]
    names: tuple[Label, ...]
    shape: str
    mark: float
    unknown: Span | None
    label: Label
    goal: float | None


def number_lines(result: Result, assessment: Assessment) -> tuple[NumberLine, ...]:
    """A drawing for each width; empty if the number is not on the International Scale."""
    judged = next((row for row in assessment.results if row.result.key == result.key), None)
    if judged is None or judged.interval is None or _percent(judged) is None:
        return ()
    return tuple(_draw(name, width, judged) for name, width in WIDTHS.items())


def _percent(judged: JudgedResult) -> Decimal | None:
    """The position of the mark: the number, or the limit it is below or above."""
    return judged.low if judged.high is None else judged.high


def _draw(name: str, width: int, judged: JudgedResult) -> NumberLine:
    percent = _percent(judged) or Decimal(0)
    axis = _Axis.around(percent, width)
    mark, goal = axis.x(percent), judged.target_percent
    return NumberLine(
        name=name,
        width=width,
        bands=axis.bands(),
        steps=axis.steps(),
        names=axis.names(),
        shape=_shape(judged),
        mark=mark,
        unknown=_unknown(judged, mark, axis),
        label=_inside(mark, numbers.result_value(judged.result), width),
        goal=None if goal is None else axis.x(goal),
    )


def _shape(judged: JudgedResult) -> str:
    if judged.high is None:
        return "left"
    return "ring" if judged.low == judged.high else "right"


def _unknown(judged: JudgedResult, mark: float, axis: _Axis) -> Span | None:
    """The part of the line where the true number may be."""
    if judged.high is None:
        return Span(axis.left, mark - axis.left)
    return None if judged.low == judged.high else Span(mark, axis.right - mark)


def _inside(x: float, text: str, width: int) -> Label:
    """A label above the mark, kept inside the picture."""
    half = text_width(text, LETTERS, bold=True) / 2
    if x < half:
        return Label(0, text, "start")
    return Label(width, text, "end") if x > width - half else Label(x, text)


@dataclass(frozen=True)
class _Axis:
    """Maps tenfold steps below 100% (`first` may be negative) to x."""

    first: float
    last: float
    left: float
    right: float

    @classmethod
    def around(cls, percent: Decimal, width: int) -> _Axis:
        place = steps_down(percent)
        deepest = max(steps_down(levels()[-1].percent_is), place)
        return cls(min(0.0, place), deepest + REACH, MARGIN, width - MARGIN / 2)

    def at(self, step: float) -> float:
        share = (step - self.first) / (self.last - self.first)
        return round(self.left + (self.right - self.left) * share, 1)

    def x(self, percent: Decimal) -> float:
        return self.at(min(steps_down(percent), self.last))

    def whole_steps(self) -> range:
        return range(int(-(-self.first // 1)), int(self.last) + 1)

    def bands(self) -> tuple[Span, ...]:
        edges = [self.first, *(float(step) for step in self.whole_steps() if step > self.first), self.last]
        return tuple(
            Span(self.at(low), round(self.at(high) - self.at(low), 1), min(number, 6))
            for number, (low, high) in enumerate(pairwise(edges))
        )

    def steps(self) -> tuple[Label, ...]:
        labels = (
            Label(self.at(step), numbers.percent(percent_of_mr(Decimal(step)))) for step in self.whole_steps()
        )
        return _apart(labels)

    def names(self) -> tuple[Label, ...]:
        """The levels' names, in two rows if neighbours would touch in one."""
        labels = [Label(self.x(row.percent_is), str(words.LEVELS[row.code])) for row in levels()]
        if len(_apart(labels)) == len(labels):
            return tuple(labels)
        upper, lower = _apart(labels[0::2]), _apart(labels[1::2])
        return (*upper, *(replace(label, row=1) for label in lower))


def _apart(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The labels, from the left, that do not touch the previous one."""
    kept: list[Label] = []
    for label in labels:
        room = (len(label.text) + len(kept[-1].text)) * LETTER / 2 + 2 if kept else 0
        if not kept or label.x - kept[-1].x >= room:
            kept.append(label)
    return tuple(kept)
