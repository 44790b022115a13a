"""Splits text into a table of cells: finds the delimiter, applies the limits, drops empty rows."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.formula_guard import unguard, unguard_first
from cmlguide.exchange.files.limits import MOST_CELL_CHARACTERS, MOST_COLUMNS, MOST_ROWS, FileRefusedError

DELIMITERS = (";", "\t", ",", "|")
SAMPLE_LINES = 60
TOO_MANY_ROWS = Reason("rows_too_many", {"most": MOST_ROWS})
TOO_MANY_COLUMNS = Reason("columns_too_many", {"most": MOST_COLUMNS})
_WORDED = re.compile(r"[^\W_]")
"""A row without a letter or a digit is a line drawn between rows."""
OWN_NAMES = ("date", "date_precision")
_NAMED = re.compile(r"\[([a-z_]+)\]\s*\Z")
_OWN_BEGINNING = re.compile(
    r'\ufeff?(?:date,date_precision,|"?[^;"\r\n]*\[date\]"?(?P<sign>[;,])"?[^;"\r\n]*\[date_precision\]"?[;,])'
)
_SEPARATOR_LINE = re.compile(r"^\ufeff?sep=(.)\r?\n", re.IGNORECASE)


def own_name(cell: str) -> str:
    """The column's name in a heading of ours: `date` for `date`, and for `Datum [date]`."""
    named = _NAMED.search(cell)
    return named[1] if named else cell


def begins_as_ours(text: str) -> bool:
    """Whether the text begins with the headings of our own CSV, in any language."""
    return _OWN_BEGINNING.match(text) is not None


@dataclass(frozen=True)
class Row:
    """One row of a table: its place in a person's words, and its cells as text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell's text, or "" where the row has none."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


def parse_table(text: str) -> list[Row]:
    """The rows that are not empty. Raises FileRefusedError."""
    declared = _SEPARATOR_LINE.match(text)
    body = text[declared.end() :] if declared else text.lstrip("\ufeff")
    first = 2 if declared else 1
    if body.count("\n") > MOST_ROWS * 2:
        raise FileRefusedError(TOO_MANY_ROWS)
    delimiter = declared[1] if declared else find_delimiter(body)
    rows: list[Row] = []
    own = False
    reader = csv.reader(io.StringIO(body.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(_WORDED.search(cell) for cell in cells):
                own = own or tuple(map(own_name, cells[:2])) == OWN_NAMES
                rows.append(make_row(reader.line_num + first - 1, cells, own=own, separator=delimiter))
            if len(rows) > MOST_ROWS:
                raise FileRefusedError(TOO_MANY_ROWS)
    except csv.Error:
        raise FileRefusedError(Reason("table_broken")) from None
    return rows


def make_row(number: int, cells: list[str], *, own: bool = False, separator: str = ",") -> Row:
    """A row within the limits; `own`: from a file we wrote, with that separator. Raises FileRefusedError."""
    if len(cells) > MOST_COLUMNS:
        raise FileRefusedError(TOO_MANY_COLUMNS)
    cut = (cell[:MOST_CELL_CHARACTERS] for cell in cells)
    if not own:
        return Row(number, tuple(map(unguard_first, cut)))
    return Row(number, tuple(unguard(cell, ";" if separator == ";" else ",") for cell in cut))


def find_delimiter(text: str) -> str:
    """The delimiter that splits most of the first lines into the same number of cells."""
    if ours := _OWN_BEGINNING.match(text):  # its notes may contain anything
        return ours["sign"] or ","
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    wide = [(times, width) for width, times in widths.items() if width > 1]
    return max(wide, default=(0, 0))
