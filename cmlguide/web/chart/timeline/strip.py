"""The strip above the plot: each checkpoint's words above its place in time, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from cmlguide.web.chart.data.values import Goal
from cmlguide.web.chart.drawing.layout import STRIP_GAP, Layout
from cmlguide.web.chart.drawing.placing import ASCENT
from cmlguide.web.chart.drawing.scales import TimeAxis
from cmlguide.web.chart.drawing.shapes import Line, Shape, Text
from cmlguide.web.chart.drawing.text_width import text_width

GAP = 8
INDENT = 4
AS_TALL_AS_BLOCKS = 2  # so many lines, one for each checkpoint, are as tall as a block of two lines
MOST_IN_TWO_ROWS = 4  # with more there would be too many arrangements to try


@dataclass(frozen=True)
class Label:
    """One checkpoint's words: `lines` of (text, kind), centred on `x`."""

    x: float
    lines: tuple[tuple[str, str], ...]
    width: float


@dataclass(frozen=True)
class Placed:
    """A label in its row (0 is the top one), from `left`; its text is aligned by `anchor`."""

    label: Label
    row: int
    left: float
    anchor: str

    @cached_property
    def right(self) -> float:
        return self.left + self.label.width


@dataclass(frozen=True)
class Strip:
    """The strip's shapes with the plot's top at 0, and how tall it is."""

    shapes: tuple[Shape, ...]
    height: float


def make_strip(goals: Sequence[Goal], time: TimeAxis, layout: Layout) -> Strip:
    """The words for every checkpoint: short blocks in one row or two if they fit, else one line for each.
    Those that do not matter stand here only beside others that do, where that makes the strip no taller."""
    told = [goal for goal in goals if goal.matters]
    if not told:
        return Strip((), layout.font * 0.7)
    for shown in (goals, told):
        blocks = [_block(goal, time, layout) for goal in shown]
        one_row = _in_one_row(blocks, layout.width)
        if one_row is not None:
            return _draw(one_row, layout)
        if len(shown) == AS_TALL_AS_BLOCKS:
            break
    return _draw(_in_several(shown, blocks, time, layout), layout)


def _in_several(goals: Sequence[Goal], blocks: list[Label], time: TimeAxis, layout: Layout) -> list[Placed]:
    sentences = [_sentence(goal, time, layout) for goal in goals]
    return _flags_or_blocks(sentences, blocks, time, layout)


def _flags_or_blocks(
    sentences: list[Label], blocks: list[Label], time: TimeAxis, layout: Layout
) -> list[Placed]:
    """Above the plot if possible, else above the gutter too, and at most up to the drawing's edge."""
    search = _Search()
    for start in (time.left, layout.words_from, 0.0):
        for rows, sides, labels in (
            (_a_row_each(len(sentences)), ("right", "left"), sentences),
            (_two_rows(len(blocks)), ("over", "right", "left"), blocks),
        ):
            for row_of in rows:
                search.try_all(_places(labels, row_of, sides, start, layout.width))
                if search.fewest == 0:
                    return search.best
    return search.best


def _block(goal: Goal, time: TimeAxis, layout: Layout) -> Label:
    """Two short lines; the next one's date follows its month, or goes below where width is scarce."""
    when, lines = goal.when, [goal.goal]
    if goal.date_words and layout.roomy:
        when = f"{goal.when} ({goal.date_words})"
    elif goal.date_words:
        lines.append(goal.date_words)
    return _label(time.x(goal.on), when, lines, layout)


def _sentence(goal: Goal, time: TimeAxis, layout: Layout) -> Label:
    """One line; the next one's date below it."""
    lines = [goal.date_words] if goal.date_words else []
    return _label(time.x(goal.on), goal.said, lines, layout)


def _label(x: float, first: str, more: list[str], layout: Layout) -> Label:
    lines = ((first, "goal-when"), *((line, "goal-words") for line in more))
    width = max(text_width(text, layout.font, kind == "goal-when") for text, kind in lines)
    return Label(x, lines, width)


def _in_one_row(labels: list[Label], width: float) -> list[Placed] | None:
    """Blocks side by side, each still above its own place; None if that is impossible."""
    lefts: list[float] = []
    for label in labels:
        earliest = lefts[-1] + labels[len(lefts) - 1].width + GAP if lefts else 0.0
        lefts.append(max(earliest, label.x - label.width / 2))
    latest = width
    for index in range(len(labels) - 1, -1, -1):
        lefts[index] = min(lefts[index], latest - labels[index].width)
        latest = lefts[index] - GAP
    fits = all(
        left >= 0 and left + 4 <= label.x <= left + label.width - 4
        for left, label in zip(lefts, labels, strict=True)
    )
    return (
        [Placed(label, 0, left, "middle") for left, label in zip(lefts, labels, strict=True)]
        if fits
        else None
    )


def _two_rows(count: int) -> Iterable[tuple[int, ...]]:
    """Every way to share two rows, for blocks above their own stems or next to them; none, if many."""
    return product((0, 1), repeat=count) if count <= MOST_IN_TWO_ROWS else ()


def _a_row_each(count: int) -> Iterable[tuple[int, ...]]:
    """A row for each, like flags on their stems, from the top or from the bottom."""
    return (tuple(range(count)), tuple(range(count - 1, -1, -1)))


def _places(
    labels: list[Label], rows: tuple[int, ...], sides: tuple[str, ...], start: float, width: float
) -> list[list[Placed]]:
    """Where each label may stand in its row: at every side of its stem."""
    return [
        [_place(label, row, side, start, width) for side in sides]
        for label, row in zip(labels, rows, strict=True)
    ]


def _place(label: Label, row: int, side: str, start: float, width: float) -> Placed:
    wanted = {
        "right": label.x + INDENT,
        "left": label.x - label.width - INDENT,
        "over": label.x - label.width / 2,
    }
    return Placed(label, row, max(start, min(wanted[side], width - label.width)), "start")


class _Search:
    """The first arrangement with the fewest clashes among all that were tried."""

    def __init__(self) -> None:
        self.best: list[Placed] = []
        self.fewest = 1000

    def try_all(self, places: list[list[Placed]]) -> None:
        """Every mix of the labels' places; where there are many labels, all on the same side."""
        if len(places) <= MOST_IN_TWO_ROWS:
            self._set_next([], 0, places)
            return
        for alike in zip(*places, strict=True):
            self._set_next([], 0, [[place] for place in alike])

    def _set_next(self, placed: list[Placed], clashes: int, places: list[list[Placed]]) -> None:
        """Set the next label at each of its places; what is no better already is not followed further."""
        if clashes >= self.fewest:
            return
        if len(placed) == len(places):
            self.best, self.fewest = placed, clashes
            return
        for place in places[len(placed)]:
            self._set_next([*placed, place], clashes + _clashes(place, placed), places)


def _clashes(place: Placed, others: list[Placed]) -> int:
    """How many stems cross another label's words, how many words are away from their stem, and how many words
    touch (which weighs more): this label with the others."""
    crossed = sum(_crosses(place, other) or _crosses(other, place) for other in others)
    touching = sum(
        place.row == other.row and place.left < other.right + GAP and other.left < place.right + GAP
        for other in others
    )
    is_astray = not place.left - INDENT - 1 <= place.label.x <= place.right + INDENT + 1
    return crossed + is_astray + 10 * touching


def _crosses(one: Placed, other: Placed) -> bool:
    """Whether the stem of one runs through the words of the other, which stand below it."""
    return one.row < other.row and other.left - 2 < one.label.x < other.right + 2


def _draw(placed: list[Placed], layout: Layout) -> Strip:
    rows = max(item.row for item in placed) + 1
    tall = [max(len(item.label.lines) for item in placed if item.row == row) for row in range(rows)]
    tops = [-STRIP_GAP - layout.line * sum(tall[row:]) for row in range(rows)]
    stems: list[Shape] = []
    texts: list[Shape] = []
    for item in placed:
        is_over = item.left <= item.label.x <= item.right
        start = tops[item.row] + (layout.line * len(item.label.lines) + 1 if is_over else 2)
        stems.append(Line(item.label.x, start, item.label.x, 0, "stem"))
        texts += _texts(item, tops[item.row], layout)
    return Strip((*stems, *texts), -tops[0] + 2)


def _texts(item: Placed, top: float, layout: Layout) -> list[Shape]:
    x = item.left if item.anchor == "start" else item.left + item.label.width / 2
    return [
        Text(x, top + layout.line * index + ASCENT * layout.font, text, kind, item.anchor)
        for index, (text, kind) in enumerate(item.label.lines)
    ]
