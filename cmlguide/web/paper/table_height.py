"""How high each row of the printed table becomes, in points.

How many rows fit is asked for two kinds of paper in two fonts, each time with another room for the table.
What its cells take is the same every time, so it is measured once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from cmlguide.exchange.paper.sizes import load_sizes
from cmlguide.web.chart.drawing.text_width import text_width

SIZES = load_sizes()
TOLD, TABLE = SIZES["type"]["told"], SIZES["table"]
ROW_LINE = TOLD * SIZES["line"]["table"]
ROW = ROW_LINE + 2 * TABLE["cell_pad"] + TABLE["rule"]
NARROWEST_CELL = 50.0


@dataclass(frozen=True)
class MeasuredRow:
    """The cells of a row, and the width of the widest; endless if one has several lines."""

    cells: tuple[str, ...]
    widest: float

    def lines(self, room: float) -> int:
        """How many lines the tallest cell takes; of most rows the widest cell says that it is one."""
        return 1 if self.widest <= room else max(_lines(cell, room) for cell in self.cells)


@dataclass(frozen=True)
class MeasuredTable:
    """The rows; how wide each column must be for its cells (`needed`), and with its heading in one line."""

    rows: tuple[MeasuredRow, ...]
    needed: tuple[float, ...]
    in_full: tuple[float, ...]

    def heights(self, width: float) -> list[float]:
        """The height of the headings and of each row in a table so wide: the widest column gets what the
        others leave."""
        if not self.rows:
            return [ROW]
        room = max(NARROWEST_CELL, width - sum(sorted(self.needed)[:-1])) - TABLE["cell_least"]
        of_headings = 2 if sum(self.in_full) > width else 1
        lines = (of_headings, *(row.lines(room) for row in self.rows))
        return [ROW + (count - 1) * ROW_LINE for count in lines]


def measure_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> MeasuredTable:
    """The table with these headings. Columns without text are not printed. In the widest font, as rows are
    many."""
    columns = [column for column in zip(names, *rows, strict=True) if any(column[1:])]
    widest = [
        (name, max((text_width(cell, TOLD) for cell in cells), default=0.0)) for name, *cells in columns
    ]
    return MeasuredTable(
        tuple(_measure(cells) for cells in zip(*(cells for _name, *cells in columns), strict=True)),
        tuple(_with_name(_longest_word(name), cell) for name, cell in widest),
        tuple(_with_name(name, cell) for name, cell in widest),
    )


def _measure(cells: tuple[str, ...]) -> MeasuredRow:
    widest = inf if any("\n" in cell for cell in cells) else max(text_width(cell, TOLD) for cell in cells)
    return MeasuredRow(cells, widest)


def _with_name(name: str, cell: float) -> float:
    return max(text_width(name, TOLD), cell) + TABLE["cell_least"]


def _longest_word(name: str) -> str:
    return max(name.split(), key=len, default="")


def _lines(text: str, room: float) -> int:
    return sum(max(1, ceil(text_width(part, TOLD) / room)) for part in text.split("\n"))
