"""The cells of a spreadsheet as text: dates as ISO, numbers with every digit they were stored with."""

import datetime
import io
import re
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.parse import TOO_MANY_COLUMNS, TOO_MANY_ROWS
from cmlguide.exchange.csv_file.percent_cells import (
    as_percent,
    ods_percents_as_text,
    percent_cells,
    percent_cells_of_xls,
    reference,
)
from cmlguide.exchange.files.limits import MOST_COLUMNS, MOST_ROWS, FileRefusedError
from cmlguide.exchange.files.zips import open_zip, read_entries, repack

MOST_SHEETS = 20
LARGEST_SHEETS = 40_000_000
UNREADABLE = Reason("sheet_unreadable")
LOCKED = Reason("sheet_locked")
_ENCRYPTED = b"E\0n\0c\0r\0y\0p\0t"
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')


def read_cells(data: bytes) -> dict[str, Any]:
    """{"source": xlsx | xls | ods, "sheets": [[[cell, ...], ...], ...]}. Raises FileRefusedError."""
    source, percents = "xls", dict[str, set[str]]()
    if data.startswith(b"PK"):
        names = open_zip(data).namelist()
        source = "ods" if "content.xml" in names else "xlsx"
        data = repack(data, LARGEST_SHEETS, {"content.xml": ods_percents_as_text} if source == "ods" else {})
        _check_reach(data)
        percents = percent_cells(open_zip(data))
    if source == "xls":  # first: it refuses broken files that make calamine use up all memory
        percents = _percents_of_xls(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            "source": source,
            "sheets": [
                _sheet(book, name, percents.get(name, set())) for name in book.sheet_names[:MOST_SHEETS]
            ],
        }
    except PasswordError:
        raise FileRefusedError(LOCKED) from None
    except (CalamineError, ZipError, OSError, ValueError):
        raise FileRefusedError(LOCKED if _ENCRYPTED in data else UNREADABLE) from None


def _percents_of_xls(data: bytes) -> dict[str, set[str]]:
    """Which cells are formatted as percent; refuses a file that does not say:
    0.05% would be read as 0.0005."""
    try:
        return percent_cells_of_xls(data)
    except Exception as error:
        locked = "encrypted" in str(error).casefold() or _ENCRYPTED in data
        raise FileRefusedError(LOCKED if locked else UNREADABLE) from None


def _check_reach(data: bytes) -> None:
    """Refuse two cells so far apart that the library would use up memory filling in all those between
    them."""
    archive = open_zip(data)
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    for _, content in read_entries(archive, sheets):
        for match in _CELL.finditer(content):
            if int(match[2]) > MOST_ROWS:
                raise FileRefusedError(TOO_MANY_ROWS)
            if _column_number(match[1]) > MOST_COLUMNS:
                raise FileRefusedError(TOO_MANY_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(book: CalamineWorkbook, name: str, percents: set[str]) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS:
        raise FileRefusedError(TOO_MANY_ROWS)
    if sheet.total_width > MOST_COLUMNS:
        raise FileRefusedError(TOO_MANY_COLUMNS)
    return [
        [_cell(cell, reference(x, y) in percents) for x, cell in enumerate(row)]
        for y, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]


def _cell(cell: object, is_percent: bool = False) -> str:
    """The cell as the person sees it: a share formatted as percent becomes that percent."""
    if is_percent and isinstance(cell, float):
        return as_percent(repr(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f").removesuffix(".0")
    return str(cell)
