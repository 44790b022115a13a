"""How many results fit on one side of paper beside everything else that prints there.

An estimate in points, with the sizes of static/css/paper.css and exchange/paper/summary.typ: as tall as US Letter
and as wide as A4, the shorter and the narrower of the two. Browser tests print both and count the sides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from cmlguide.web.chart.drawing.text_width import text_width

HEIGHT, WIDTH = 744.0, 521.0
TITLE, HEADING, GAPS = 22.0, 21.0, 10.0
WORDS, FACTS, TABLE, SMALL = 11.0, 9.5, 9.5, 9.0  # sizes of type
LINE, FACT_LINE, FOOT_LINE, ROW, ROW_LINE = 13.8, 12.3, 11.3, 13.2, 11.1
ANSWER, INDENT = 16.5, 15.0
DECIDED = 80.0  # two lines to write on, next test, next visit
# `text_width` is for the widest of the usual fonts; paper names narrower ones.
FONT = 0.85
CHART_POINTS = 472 / 680  # printed width over the drawing's own
FEWEST, WANTED, MOST = 4, 6, 8
CELL_GAP, NARROWEST_CELL, BESIDE = 8.0, 50.0, 182.0  # BESIDE: "What we decided" and the gap before it
COLUMN = 0.61  # of the width: treatment, where no table stands beside "What we decided"


@dataclass(frozen=True)
class Sheet:
    """What prints on the sheet whatever the table holds. `chart_height` in the drawing's own units.

    `printed` stands in small print right of `who`; `rows` are the table's cells, newest first, `labs` the
    line under it; `off` the sections switched off, by their names in `summary_sections`.
    """

    who: str
    printed: str
    questions: Sequence[str]
    since: Sequence[str]
    treatment: Sequence[str]
    rows: Sequence[Sequence[str]]
    labs: str
    foot: str
    chart_height: float
    off: Collection[str] = ()


def rows_that_fit(sheet: Sheet) -> int | None:
    """How many rows of the table, at most 8, fit between what stands above and below it.

    None where even the rest is more than one side holds.
    """
    room = HEIGHT - _above(sheet)
    heights = [0.0, *accumulate(_row_heights(sheet.rows[:MOST]))]
    fitting = [count for count, height in enumerate(heights) if _below(sheet, height) <= room]
    return max(fitting, default=None)


def _above(sheet: Sheet) -> float:
    """Head, questions, since the visit, chart, and the foot."""
    asked = sheet.questions or ("", "", "")
    heights = {
        "questions": sum(_lines(text, WORDS, WIDTH - INDENT) * LINE + ANSWER for text in asked),
        "since": _facts(sheet.since, WIDTH - INDENT),
        "chart": sheet.chart_height * CHART_POINTS,
    }
    beside = WIDTH - _width(sheet.printed, SMALL) - INDENT
    ends = TITLE + _lines(sheet.who, WORDS, beside) * LINE + _lines(sheet.foot, SMALL, WIDTH) * FOOT_LINE
    return ends + GAPS + sum(HEADING + height for name, height in heights.items() if name not in sheet.off)


def _below(sheet: Sheet, rows: float) -> float:
    """The last parts, with a table whose rows are `rows` high."""
    decided = 0 if "decided" in sheet.off else HEADING + DECIDED
    alone = "results" in sheet.off
    told = _facts(sheet.treatment, WIDTH * COLUMN if alone and decided else WIDTH)
    told += HEADING if sheet.treatment else 0
    if alone:
        return max(told, decided)
    labs = _lines(sheet.labs, SMALL, WIDTH - BESIDE) * FOOT_LINE if sheet.labs else 0
    return told + max(HEADING + ROW + rows + labs, decided)


def _facts(lines: Sequence[str], width: float) -> float:
    return sum(_lines(text, FACTS, width) * FACT_LINE for text in lines)


def _row_heights(rows: Sequence[Sequence[str]]) -> list[float]:
    """Each row as tall as its longest cell, where the widest column takes what the others leave."""
    if not rows:
        return []
    widths = [max(_width(cell, TABLE) + CELL_GAP for cell in column) for column in zip(*rows, strict=True)]
    room = max(NARROWEST_CELL, WIDTH - BESIDE - sum(sorted(widths)[:-1]))
    lines = [max(_lines(cell, TABLE, room) for cell in row) for row in rows]
    return [ROW + (count - 1) * ROW_LINE for count in lines]


def _lines(text: str, size: float, room: float) -> int:
    return sum(max(1, ceil(_width(part, size) / room)) for part in text.split("\n"))


def _width(text: str, size: float) -> float:
    return text_width(text, size) * FONT
