"""Cells of an Excel file shown as percent: 0.0005 is stored where a person sees 0.05 %."""

import re
import zipfile

from cmlguide.exchange.zips import read_entries

BUILT_IN = {"9", "10"}
"""Excel's own percent formats, `0%` and `0.00%`."""

_FORMAT = re.compile(r'<numFmt [^>]*numFmtId="(\d+)"[^>]*formatCode="([^"]*)"')
_CELL_STYLES = re.compile(r"<cellXfs[^>]*>(.*?)</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf [^>]*?numFmtId=\"(\d+)\"")
_SHEET = re.compile(r'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship [^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CELL = re.compile(r"<c ([^>]*)>")


def percent_cells(archive: zipfile.ZipFile) -> dict[str, set[str]]:
    """Sheet name -> references (`B2`) of its cells shown as percent; empty for a file without such styles."""
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
