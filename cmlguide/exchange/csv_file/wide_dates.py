"""Transposed tables: one test per row, with the dates along the top."""

from collections.abc import Sequence

from cmlguide.exchange.csv_file.parse import Row
from cmlguide.exchange.typed.date import read_date

SEARCHED = 20


def upright(rows: Sequence[Row]) -> Sequence[Row]:
    """The table with dates running down; unchanged when they already do."""
    top = next((index for index, row in enumerate(rows[:SEARCHED]) if _dates_in(row) >= 2), None)
    if top is None:
        return rows
    turned = [list(cells) for cells in _transposed(rows[top:])]
    turned[0][0] = "date"
    return [Row(number, tuple(cells)) for number, cells in enumerate(turned, 1)]


def _dates_in(row: Row) -> int:
    """How many of the cells after the first are dates, if nearly all of them are; otherwise 0."""
    filled = [cell for cell in row.cells[1:] if cell]
    dates = sum(1 for cell in filled if (read := read_date(cell)).date or read.choices)
    return dates if dates >= 0.8 * len(filled) and not read_date(row.cell(0)).date else 0


def _transposed(rows: Sequence[Row]) -> list[list[str]]:
    width = max(len(row.cells) for row in rows)
    return [[row.cell(column) for row in rows] for column in range(width)]
