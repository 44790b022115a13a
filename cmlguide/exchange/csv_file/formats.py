"""How to recognise a table: by its name, its headings, or one delimiter on most of its lines."""

import re

from cmlguide.exchange.csv_file.columns import IGNORED, meaning_of
from cmlguide.exchange.csv_file.parse import DELIMITERS, begins_as_ours
from cmlguide.exchange.csv_file.reader import read_sheet, read_table_text
from cmlguide.exchange.preview.formats import TABLE_NAMES, Beginning, Format, from_text
from cmlguide.exchange.typed.date import read_date

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HOLDS_A_VALUE = re.compile(r"[\s:=(][<>]?\d+(?:[.,]\d+)?(?=[\s%.,)]|$)|\d[./-]\d+[./-]\d")


def _is_xls(beginning: Beginning) -> bool:
    return beginning.data.startswith(_OLE) and not beginning.name.endswith((".doc", ".dot"))


def _is_table(beginning: Beginning) -> bool:
    """Whether most of its first lines have the same delimiter the same number of times."""
    if beginning.is_json or beginning.is_xml or not beginning.start:
        return False
    if beginning.name.endswith(TABLE_NAMES) or begins_as_ours(beginning.start):
        return True
    lines = [line for line in beginning.text.splitlines()[:40] if line.strip()]
    if len(lines) < 2:
        return False
    if any(_is_heading_line(line, delimiter) for line in lines[:10] for delimiter in DELIMITERS):
        return True
    return any(_is_even(lines, delimiter) for delimiter in (";", "\t", ","))


def _is_even(lines: list[str], delimiter: str) -> bool:
    counts = [line.count(delimiter) for line in lines]
    commonest = max(set(counts), key=counts.count)
    enough = 2 if delimiter == "," else 1
    dated = delimiter == "," and commonest == 1 and bool(read_date(lines[1].split(",")[0]).date)
    return (commonest >= enough or dated) and counts.count(commonest) >= 0.7 * len(lines)


def _is_heading_line(line: str, delimiter: str) -> bool:
    """Whether there are two or more cells, nearly all headings we know.
    One ending in a value is not: "Hb 12.1"."""
    cells = [cell for cell in line.split(delimiter) if cell.strip()]
    named = (cell for cell in cells if len(cell) <= 60 and not _HOLDS_A_VALUE.search(cell))
    known = sum(meaning_of(cell) != IGNORED for cell in named)
    return len(cells) >= 2 and known >= 2 and known >= len(cells) / 2


FORMATS = (
    Format("xlsx", lambda beginning: beginning.zip_kind == "xlsx", read_sheet),
    Format("ods", lambda beginning: beginning.zip_kind == "ods", read_sheet),
    Format("xls", _is_xls, read_sheet),
    Format("csv", _is_table, from_text(read_table_text)),
)
