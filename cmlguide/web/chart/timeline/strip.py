"""The strip above the plot: each checkpoint's words above its place in time, without overlaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from cmlguide.web.chart.data.values import Goal
from cmlguide.web.chart.drawing.layout import STRIP_GAP, Layout
from cmlguide.web.chart.drawing.placing import ASCENT
from cmlguide.web.chart.drawing.scales import TimeAxis
from cmlguide.web.chart.drawing.shapes import Line, Shape, Text
from cmlguide.web.chart.drawing.text_width import text_width

GAP = 8
INDENT = 4
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

    @property
    def right(self) -> float:
        return self.left + self.label.width


@dataclass(frozen=True)
class Strip:
    """The strip's shapes with the plot's top at 0, and how tall it is."""

    shapes: tuple[Shape, ...]
    height: float


def make_strip(goals: Sequence[Goal], time: TimeAxis, layout: Layout) -> Strip:
    """The words for every checkpoint: short blocks in one row or two if they fit, else one line for each."""
    if not goals:
        return Strip((), layout.font * 0.7)
    blocks = [_block(goal, time, layout) for goal in goals]
    one_row = _in_one_row(blocks, layout.width)
    if one_row is not None:
        return _draw(one_row, layout)
    sentences = [_sentence(goal, time, layout) for goal in goals]
    return _draw(_flags_or_blocks(sentences, blocks, time, layout), layout)


def _flags_or_blocks(
    sentences: list[Label], blocks: list[Label], time: TimeAxis, layout: Layout
) -> list[Placed]:
    """Above the plot if possible, else above the gutter too, and at most up to the drawing's edge."""
    best: list[Placed] = []
    fewest = 1000
    for start in (time.left, layout.words_from, 0.0):
        for arrange, labels in ((_in_rows, sentences), (_in_two_rows, blocks)):
            placed, clashes = _best(arrange(labels, start, layout.width))
            if clashes < fewest:
                best, fewest = placed, clashes
            if fewest == 0:
                return best
    return best


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
    return _label(time.x(goal.on), f"{goal.when}: {goal.goal}", lines, layout)


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


def _in_two_rows(labels: list[Label], start: float, width: float) -> Iterator[list[Placed]]:
    """Blocks in two rows, each above its own stem or next to it."""
    if len(labels) > MOST_IN_TWO_ROWS:
        return
    for rows in product((0, 1), repeat=len(labels)):
        yield from _arrangements(labels, rows, ("over", "right", "left"), start, width)


def _in_rows(labels: list[Label], start: float, width: float) -> Iterator[list[Placed]]:
    """A row for each, like flags on their stems, from the top or from the bottom."""
    count = len(labels)
    for rows in (tuple(range(count)), tuple(range(count - 1, -1, -1))):
        yield from _arrangements(labels, rows, ("right", "left"), start, width)


def _arrangements(
    labels: list[Label], rows: tuple[int, ...], sides_to_try: tuple[str, ...], start: float, width: float
) -> Iterator[list[Placed]]:
    """These rows with the words on every combination of sides of their stems (all on one side, if many)."""
    count = len(labels)
    mixed = (
        product(sides_to_try, repeat=count)
        if count <= MOST_IN_TWO_ROWS
        else [(side,) * count for side in sides_to_try]
    )
    for sides in mixed:
        yield [
            _place(label, row, side, start, width)
            for label, row, side in zip(labels, rows, sides, strict=True)
        ]


def _place(label: Label, row: int, side: str, start: float, width: float) -> Placed:
    wanted = {
        "right": label.x + INDENT,
        "left": label.x - label.width - INDENT,
        "over": label.x - label.width / 2,
    }
    return Placed(label, row, max(start, min(wanted[side], width - label.width)), "start")


def _best(arrangements: Iterator[list[Placed]]) -> tuple[list[Placed], int]:
    """The first arrangement with the fewest clashes, and their number; a large number if there is none."""
    best: list[Placed] = []
    fewest = 1000
    for placed in arrangements:
        clashes = _clashes(placed)
        if clashes < fewest:
            best, fewest = placed, clashes
        if fewest == 0:
            break
    return best, fewest


def _clashes(placed: list[Placed]) -> int:
    """How many stems cross another label's words, how many words are away from their stem, and how many words
    touch (which weighs more)."""
    crossed = sum(
        one.row < other.row and other.left - 2 < one.label.x < other.right + 2
        for one in placed
        for other in placed
        if one is not other
    )
    touching = sum(
        one.row == other.row and one.left < other.right + GAP and other.left < one.right + GAP
        for one, other in combinations(placed, 2)
    )
    astray = sum(not one.left - INDENT - 1 <= one.label.x <= one.right + INDENT + 1 for one in placed)
    return crossed + astray + 10 * touching


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
