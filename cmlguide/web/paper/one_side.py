"""How many results fit on one side of paper with everything else that is printed there.

An estimate in points, using the sizes that print and PDF share (exchange/paper/sizes.toml): as tall as US
Letter and as wide as A4, the smaller of each. Browser tests print both and count the sides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from cmlguide.exchange.paper.sizes import POINTS_A_MM, load_sizes
from cmlguide.web.chart.drawing.layout import LAYOUTS
from cmlguide.web.chart.drawing.text_width import text_width

SIZES = load_sizes()
SIDE, TYPE, LINES, HEAD = SIZES["side"], SIZES["type"], SIZES["line"], SIZES["heading"]
GAP, TABLE, WRITE, COLUMNS = SIZES["gap"], SIZES["table"], SIZES["write"], SIZES["columns"]
HEIGHT = (SIDE["shortest_mm"] - 2 * SIDE["margin_down_mm"]) * POINTS_A_MM - SIDE["spare"]
WIDTH = (SIDE["narrowest_mm"] - 2 * SIDE["margin_across_mm"]) * POINTS_A_MM
WORDS, TOLD, SMALL = TYPE["words"], TYPE["told"], TYPE["small"]
LINE, TOLD_LINE, SMALL_LINE = WORDS * LINES["words"], TOLD * LINES["told"], SMALL * LINES["words"]
HEADING = sum(HEAD.values()) + WORDS * LINES["heading"]
PARAGRAPHS = 7  # head, parts and labs: each followed by a paragraph's gap
ENDS = TYPE["title"] * LINES["words"] + GAP["foot"] + PARAGRAPHS * GAP["paragraph"]
ROW_LINE = TOLD * LINES["table"]
ROW = ROW_LINE + 2 * TABLE["cell_pad"] + TABLE["rule"]
ANSWER, INDENT = WRITE["line"], SIZES["list"]["indent"]
WRITTEN = WRITE["lines"] * WRITE["line"]
FILLED_IN = WRITE["fill_above"] + WRITE["fill_under"] + WRITE["fill_rule"] + GAP["paragraph"]
BESIDE = COLUMNS["decided"] + COLUMNS["gutter"]  # "What we decided" and the gap before it
# `text_width` allows for the widest usual fonts; paper uses narrower ones.
FONT = 0.85
FEWEST, WANTED, MOST = 4, 6, 8
NARROWEST_CELL = 50.0


@dataclass(frozen=True)
class Sheet:
    """What is printed on the sheet besides the table. `chart_height` is in the drawing's own units.

    `printed` is in small print right of `who`; `rows` are the table's cells, newest first, `labs` the line
    under it; `decided` are the lines to fill in; `off` the sections switched off, by their names in
    `summary_sections`; `counts` the blood counts of concern above them all, which nobody can switch off.
    """

    who: str
    printed: str
    questions: Sequence[str]
    since: Sequence[str]
    treatment: Sequence[str]
    rows: Sequence[Sequence[str]]
    labs: str
    decided: Sequence[str]
    foot: str
    chart_height: float
    off: Collection[str] = ()
    counts: Sequence[str] = ()


def rows_that_fit(sheet: Sheet) -> int | None:
    """How many rows of the table, at most 8, fit between the parts above and below it.

    None if the rest alone takes more than one side.
    """
    room = HEIGHT - _above(sheet)
    heights = [0.0, *accumulate(_row_heights(sheet.rows[:MOST]))]
    fitting = [count for count, height in enumerate(heights) if _below(sheet, height) <= room]
    return max(fitting, default=None)


def _above(sheet: Sheet) -> float:
    """The height of head, blood counts of concern, questions, since the visit, chart, and foot."""
    asked = sheet.questions or ("", "", "")
    heights = {
        "questions": sum(_lines(text, WORDS, WIDTH - INDENT) * LINE + ANSWER for text in asked),
        "since": _facts(sheet.since, WIDTH - INDENT),
        "chart": sheet.chart_height * SIZES["chart"]["width"] / LAYOUTS["paper"].width,
    }
    beside = WIDTH - _width(sheet.printed, SMALL) - GAP["head"]
    ends = _lines(sheet.who, WORDS, beside) * LINE + _lines(sheet.foot, SMALL, WIDTH) * SMALL_LINE
    alarm = HEADING + _facts(sheet.counts, WIDTH - INDENT) if sheet.counts else 0
    return (
        ENDS
        + ends
        + alarm
        + sum(HEADING + height for name, height in heights.items() if name not in sheet.off)
    )


def _below(sheet: Sheet, rows: float) -> float:
    """The height of the last parts, with a table whose rows are `rows` high."""
    decided = 0 if "decided" in sheet.off else HEADING + WRITTEN + _filled_in(sheet.decided)
    alone = "results" in sheet.off
    told = _facts(sheet.treatment, WIDTH * COLUMNS["told_percent"] / 100 if alone and decided else WIDTH)
    told += HEADING if sheet.treatment else 0
    if alone:
        return max(told, decided)
    labs = _lines(sheet.labs, SMALL, WIDTH - BESIDE) * SMALL_LINE if sheet.labs else 0
    return told + max(HEADING + ROW + rows + labs, decided)


def _filled_in(labels: Sequence[str]) -> float:
    return _facts(labels, COLUMNS["decided"]) + len(labels) * FILLED_IN


def _facts(lines: Sequence[str], width: float) -> float:
    return sum(_lines(text, TOLD, width) * TOLD_LINE for text in lines)


def _row_heights(rows: Sequence[Sequence[str]]) -> list[float]:
    """Each row's height, set by its tallest cell; the widest column gets the width the others leave."""
    if not rows:
        return []
    widths = [
        max(_width(cell, TOLD) + TABLE["cell_right"] for cell in column) for column in zip(*rows, strict=True)
    ]
    room = max(NARROWEST_CELL, WIDTH - BESIDE - sum(sorted(widths)[:-1]))
    lines = [max(_lines(cell, TOLD, room) for cell in row) for row in rows]
    return [ROW + (count - 1) * ROW_LINE for count in lines]


def _lines(text: str, size: float, room: float) -> int:
    return sum(max(1, ceil(_width(part, size) / room)) for part in text.split("\n"))


def _width(text: str, size: float) -> float:
    return text_width(text, size) * FONT
