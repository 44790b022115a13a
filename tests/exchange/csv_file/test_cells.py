"""The cells of spreadsheets, read as their authors see them."""

import io
import zipfile

import pytest

from cmlguide.exchange.csv_file.cells import read_cells
from cmlguide.exchange.files.limits import FileRefusedError
from tests.exchange.made_files import _RELATION, _TYPES, xlsx, zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = (
    f'<styleSheet {MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000%"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def styled(cells):
    """A workbook with cells given as (reference, style, number)."""
    old = zipfile.ZipFile(io.BytesIO(xlsx()))
    files = {name: old.read(name).decode() for name in old.namelist()}
    row = "".join(f'<c r="{reference}" s="{style}"><v>{value}</v></c>' for reference, style, value in cells)
    files["xl/worksheets/sheet1.xml"] = (
        f'<worksheet {MAIN}><sheetData><row r="1">{row}</row></sheetData></worksheet>'
    )
    files["xl/styles.xml"] = STYLES
    files["xl/_rels/workbook.xml.rels"] = files["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>',
    )
    files["[Content_Types].xml"] = _TYPES
    return zipped(files)


def test_a_cell_shown_as_percent_is_read_as_shown():
    read = read_cells(
        styled([("A1", 0, "0.0005"), ("B1", 1, "0.0005"), ("C1", 2, "0.000032"), ("AB1", 1, "1.2")])
    )

    row = read["sheets"][0][0]
    assert (row[0], row[1], row[2], row[27]) == ("0.0005", "0.05%", "0.0032%", "120%")


def test_cells_are_text_and_dates_are_iso():
    assert read_cells(xlsx())["sheets"][0][1] == ["2026-01-05", "0.0030"]


def test_a_file_that_only_looks_like_a_workbook_is_refused():
    with pytest.raises(FileRefusedError):
        read_cells(zipped({"xl/workbook.xml": "no"}))
