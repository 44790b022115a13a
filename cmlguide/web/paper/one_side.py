"""How many results fit on one side of paper with everything else that is printed there.

An estimate in points, using the sizes that print and PDF share (exchange/paper/sizes.toml). Browser tests
print both and count the sides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil

from cmlguide.exchange.paper.sizes import POINTS_A_MM, load_sizes
from cmlguide.web.chart.drawing.layout import LAYOUTS
from cmlguide.web.chart.drawing.text_width import text_width
from cmlguide.web.paper.headline import COLUMNS as CELLS
from cmlguide.web.paper.headline import HeadlineCell
from cmlguide.web.paper.table_height import MeasuredTable, measure_table

SIZES = load_sizes()
SIDE, TYPE, LINES, HEAD = SIZES["side"], SIZES["type"], SIZES["line"], SIZES["heading"]
GAP, WRITE, COLUMNS = SIZES["gap"], SIZES["write"], SIZES["columns"]
WORDS, TOLD, SMALL = TYPE["words"], TYPE["told"], TYPE["small"]
LINE, TOLD_LINE, SMALL_LINE = WORDS * LINES["words"], TOLD * LINES["told"], SMALL * LINES["words"]
HEADING = sum(HEAD.values()) + WORDS * LINES["heading"]
PARAGRAPHS = 7  # head, parts and labs: each followed by a paragraph's gap
ENDS = TYPE["title"] * LINES["words"] + GAP["foot"] + PARAGRAPHS * GAP["paragraph"]
STRIP = SIZES["headline"]
STRIP_ENDS = STRIP["above"] + 2 * STRIP["pad"] + 2 * STRIP["rule"]
ANSWER, INDENT = WRITE["line"], SIZES["list"]["indent"]
FILLED_IN = WRITE["fill_above"] + WRITE["fill_under"] + WRITE["fill_rule"] + GAP["paragraph"]
BESIDE = COLUMNS["decided"] + COLUMNS["gutter"]  # "What we decided" and the gap before it
FEWEST, WANTED = 4, 6
SURE = 10  # rows: further ones only where they fit in every font
MOST = 60  # more than fit on a side that holds nothing but the table
STACKED_LINES = 4  # to write on at least, where "What we decided" has the whole width
ROOMY_LINES = 5  # that are still left where the answers are given more room


@dataclass(frozen=True)
class Room:
    """The width and the height of one side in points, and how wide its letters are beside the widest usual
    ones, for which `text_width` allows."""

    width: float
    height: float
    font: float

    def text(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is."""
        return text_width(text, size, bold) * self.font

    def lines(self, text: str, size: float, width: float, *, bold: bool = False) -> int:
        """How many lines it takes."""
        parts = text.split("\n")
        return sum(max(1, ceil(self.text(part, size, bold=bold) / width)) for part in parts)

    def facts(self, texts: Sequence[str], width: float) -> float:
        """The height of a list."""
        return sum(self.lines(text, TOLD, width) * TOLD_LINE for text in texts)


def _room(paper: str, font: float) -> Room:
    size = SIZES[paper]
    width = (size["width_mm"] - 2 * SIDE["margin_across_mm"]) * POINTS_A_MM
    height = (size["height_mm"] - 2 * SIDE["margin_down_mm"]) * POINTS_A_MM - SIDE["spare"]
    return Room(width, height, font)


PAPERS = ("a4", "us-letter")
USUAL_FONT, WIDEST_FONT = 0.85, 1.0


@dataclass(frozen=True)
class Sheet:
    """What is printed on the sheet besides the table. `chart_height` is in the drawing's own units.

    `printed` is in small print right of `who`; `headline` the strip of cells; `rows` are the table's cells,
    newest first, `columns` their headings, `labs` the line under it; `decided` are the lines to fill in;
    `off` the sections switched off, by their names in `summary_sections`; `counts` the blood counts of
    concern above them all, which nobody can switch off.
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
    headline: Sequence[HeadlineCell] = ()
    columns: Sequence[str] = ()

    @cached_property
    def table(self) -> MeasuredTable:
        """The rows with the room they take."""
        return measure_table(self.columns, self.rows)


def rows_that_fit(sheet: Sheet, paper: str) -> int | None:
    """How many rows of the table fit beside "What we decided", between the parts above and below.

    None if the rest alone takes more than one side. In wide letters the gaps and the lines to write on give
    way, which is enough for the usual number of rows, not for any number.
    """
    usual = _rows_in(_room(paper, USUAL_FONT), sheet)
    if usual is None or usual <= SURE:
        return usual
    return min(usual, max(SURE, _rows_in(_room(paper, WIDEST_FONT), sheet) or 0))


def _rows_in(room: Room, sheet: Sheet) -> int | None:
    left = room.height - _above(sheet, room)
    heights, below = accumulate(sheet.table.heights(_table_width(sheet, room))), _below(sheet, room)
    fitting = [count for count, height in enumerate(heights) if below.height(height) <= left]
    return max(fitting, default=None)


def lines_left(sheet: Sheet, paper: str) -> int | None:
    """How many lines to write on are left where every row is printed, and "What we decided" stands below the
    table over the whole width. None where that does not fit, or where one of the two is switched off."""
    if {"results", "decided"} & set(sheet.off):
        return None
    room = _room(paper, USUAL_FONT)
    taken = HEADING + sum(sheet.table.heights(room.width))
    taken += room.lines(sheet.labs, SMALL, room.width) * SMALL_LINE if sheet.labs else 0
    taken += HEADING + _filled_in(sheet, room.width, room) + _told(sheet, room.width, room)
    lines = int((room.height - _above(sheet, room) - taken) / WRITE["line"])
    return lines if lines >= STACKED_LINES else None


def has_roomy_answers(sheet: Sheet, lines: int) -> bool:
    """Whether the answers can be given more room, and lines to write on are still left."""
    asked = 0 if "questions" in sheet.off else len(sheet.questions or ("", "", ""))
    return lines - asked * (WRITE["roomy"] - WRITE["line"]) / WRITE["line"] >= ROOMY_LINES


def _above(sheet: Sheet, room: Room) -> float:
    """The height of head, blood counts of concern, headline, questions, since the visit, chart, and foot."""
    asked = sheet.questions or ("", "", "")
    heights = {
        "questions": sum(room.lines(text, WORDS, room.width - INDENT) * LINE + ANSWER for text in asked),
        "since": room.facts(sheet.since, room.width - INDENT),
        "chart": sheet.chart_height * room.width / LAYOUTS["paper"].width,
    }
    beside = room.width - room.text(sheet.printed, SMALL) - GAP["head"]
    ends = (
        room.lines(sheet.who, WORDS, beside) * LINE + room.lines(sheet.foot, SMALL, room.width) * SMALL_LINE
    )
    alarm = HEADING + room.facts(sheet.counts, room.width - INDENT) if sheet.counts else 0
    shown = sum(HEADING + height for name, height in heights.items() if name not in sheet.off)
    return ENDS + ends + alarm + _strip(sheet.headline, room) + shown


def _strip(cells: Sequence[HeadlineCell], room: Room) -> float:
    """The height of the headline: that of its tallest cell."""
    if not cells:
        return 0
    heights = []
    for name, cell in zip(CELLS, cells, strict=True):
        width = room.width * STRIP[f"{name}_percent"] / 100 - STRIP["gutter"]
        small = sum(room.lines(text, SMALL, width) for text in (cell.label, cell.note) if text)
        value = room.lines(cell.value, WORDS, width, bold=True)
        heights.append(small * SMALL_LINE + value * LINE)
    return max(heights) + STRIP_ENDS


def _table_width(sheet: Sheet, room: Room) -> float:
    return room.width if "decided" in sheet.off else room.width - BESIDE


@dataclass(frozen=True)
class Below:
    """The heights of the last parts: the treatment `told`, the line on the `labs` under the table, what is
    `decided` beside it. `alone`: without the table."""

    told: float
    labs: float
    decided: float
    alone: bool

    def height(self, rows: float) -> float:
        """Of all of them, with a table that is `rows` high with its headings."""
        if self.alone:
            return max(self.told, self.decided)
        return self.told + max(HEADING + rows + self.labs, self.decided)


def _below(sheet: Sheet, room: Room) -> Below:
    written = WRITE["lines"] * WRITE["line"] + _filled_in(sheet, COLUMNS["decided"], room)
    decided = 0 if "decided" in sheet.off else HEADING + written
    alone = "results" in sheet.off
    told = _told(sheet, room.width * (COLUMNS["told_percent"] / 100 if alone and decided else 1), room)
    labs = room.lines(sheet.labs, SMALL, _table_width(sheet, room)) * SMALL_LINE if sheet.labs else 0
    return Below(told, labs, decided, alone)


def _told(sheet: Sheet, width: float, room: Room) -> float:
    """The height of the treatment so far."""
    return HEADING + room.facts(sheet.treatment, width) if sheet.treatment else 0


def _filled_in(sheet: Sheet, width: float, room: Room) -> float:
    return room.facts(sheet.decided, width) + len(sheet.decided) * FILLED_IN
