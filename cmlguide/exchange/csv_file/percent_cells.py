"""Spreadsheet cells formatted as percent: 0.0005 is stored where a person sees 0.05%."""

import io
import re
import zipfile
from decimal import Decimal, InvalidOperation

import xlrd

from cmlguide.exchange.files.zips import read_entries

BUILT_IN = {"9", "10"}
"""Excel's own percent formats, `0%` and `0.00%`."""

_FORMAT = re.compile(r'<numFmt [^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"')
_CELL_STYLES = re.compile(r"<cellXfs[^>]*>(.*?)</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf [^>]*?numFmtId=\"(\d+)\"")
_SHEET = re.compile(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship [^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CELL = re.compile(r"<c ([^>]*)>")
_ODS_CELL = re.compile(
    rb"<table:table-cell([^>]*office:value-type=\"percentage\"[^>]*[^>/])>(.*?)</table:table-cell>", re.DOTALL
)
_ODS_VALUE = re.compile(rb'office:value="([^"]*)"')


def percent_cells(archive: zipfile.ZipFile) -> dict[str, set[str]]:
    """Sheet name to references (`B2`) of its cells formatted as percent;
    empty for a file without such styles."""
    styles = _percent_styles(_text(archive, "xl/styles.xml"))
    if not styles:
        return {}
    targets = _targets(_text(archive, "xl/_rels/workbook.xml.rels"))
    sheets = _SHEET.findall(_text(archive, "xl/workbook.xml"))
    return {name: _cells(_text(archive, targets.get(relation, "")), styles) for name, relation in sheets}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    if name not in archive.namelist():
        return ""
    return next(read_entries(archive, [name]))[1].decode("utf-8", "replace")


def _percent_styles(styles: str) -> set[str]:
    formats = BUILT_IN | {number for number, code in _FORMAT.findall(styles) if "%" in code}
    found = _CELL_STYLES.search(styles)
    numbers = _STYLE.findall(found[1]) if found else []
    return {str(place) for place, number in enumerate(numbers) if number in formats}


def _targets(relations: str) -> dict[str, str]:
    found = [dict(_ATTRIBUTE.findall(one)) for one in _TARGET.findall(relations)]
    paths = {one.get("Id", ""): one.get("Target", "") for one in found}
    return {
        key: path.removeprefix("/") if path.startswith("/") else f"xl/{path}" for key, path in paths.items()
    }


def _cells(sheet: str, styles: set[str]) -> set[str]:
    cells = (dict(_ATTRIBUTE.findall(one)) for one in _CELL.findall(sheet))
    return {one["r"] for one in cells if one.get("s") in styles and "r" in one}


def percent_cells_of_xls(data: bytes) -> dict[str, set[str]]:
    """As `percent_cells`, for a workbook in the old binary format.
    Raises whatever xlrd does for a broken one."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    shown = [book.format_map[style.format_key].format_str for style in book.xf_list]
    percent = {number for number, text in enumerate(shown) if "%" in text}
    return {
        sheet.name: {
            reference(column, row)
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if sheet.cell_xf_index(row, column) in percent
        }
        for sheet in book.sheets()
    }


def reference(column: int, row: int) -> str:
    """`B2` for column 1 and row 1."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def as_percent(stored: str) -> str:
    """`0.0005` as the person sees it, `0.05%`, with every digit. Raises ValueError if it is not a number."""
    try:
        return format((Decimal(stored) * 100).normalize(), "f") + "%"
    except InvalidOperation:
        raise ValueError(stored) from None


def ods_percents_as_text(content: bytes) -> bytes:
    """The content of an OpenDocument spreadsheet with each percent cell as text: `0.05%`, not 0.0005."""
    return _ODS_CELL.sub(_as_text_cell, content)


def _as_text_cell(cell: re.Match[bytes]) -> bytes:
    value = _ODS_VALUE.search(cell[1])
    if value is None:
        return cell[0]
    said = as_percent(value[1].decode("ascii", "replace")).encode("ascii")
    kind = cell[1].replace(b'office:value-type="percentage"', b'office:value-type="string"')
    attributes = _ODS_VALUE.sub(b"", kind)
    return b"<table:table-cell" + attributes + b"><text:p>" + said + b"</text:p></table:table-cell>"
