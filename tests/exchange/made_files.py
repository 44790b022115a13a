"""Small files of every kind, made in memory: spreadsheets, zips and PDFs, and hostile ones of each."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import xlwt

SHEET_ROWS = (("Date", "BCR-ABL1 % (IS)"), ("2026-01-05", "0.0030"), ("2026-04-07", "<0.0032"))
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{relation}/{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATION}"><sheets><sheet name="Results" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)


def zipped(files, level=9):
    """A zip made from name and content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def xlsx(rows=SHEET_ROWS, cells=None):
    """A workbook of one sheet: rows of text, or (reference, value) cells anywhere."""
    if cells is None:
        cells = [(f"{chr(65 + x)}{y}", text) for y, row in enumerate(rows, 1) for x, text in enumerate(row)]
    by_row = {}
    for reference, value in cells:
        by_row.setdefault(int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append((reference, value))
    body = "".join(
        f'<row r="{number}">{"".join(_cell(*cell) for cell in row)}</row>'
        for number, row in sorted(by_row.items())
    )
    return workbook(_SHEET.format(rows=body))


def _cell(reference, value):
    if isinstance(value, float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    safe = value.replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{reference}" t="inlineStr"><is><t>{safe}</t></is></c>'


def workbook(sheet):
    """A workbook around the XML of one sheet."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS.format(relation=_RELATION, kind="officeDocument", target="xl/workbook.xml"),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELS.format(
                relation=_RELATION, kind="worksheet", target="worksheets/sheet1.xml"
            ),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def xls(rows=SHEET_ROWS):
    """A workbook in the old binary format (BIFF8);
    a day becomes a date cell, a Decimal is shown as percent."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Results")
    formats = {date: xlwt.easyxf(num_format_str="DD.MM.YYYY"), Decimal: xlwt.easyxf(num_format_str="0.00%")}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            written = float(cell) if isinstance(cell, Decimal) else cell
            sheet.write(y, x, written, *([formats[type(cell)]] if type(cell) in formats else []))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows=SHEET_ROWS):
    """An OpenDocument spreadsheet of one sheet."""
    body = "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Results">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_cell(cell):
    """A Decimal is shown as percent with two decimals, as LibreOffice writes it."""
    if isinstance(cell, Decimal):
        kind = f'office:value-type="percentage" office:value="{cell}" calcext:value-type="percentage"'
        return f"<table:table-cell {kind}><text:p>{cell * 100:.2f}%</text:p></table:table-cell>"
    said = cell.replace("<", "&lt;")
    return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'


def pdf(lines=("BCR-ABL1 0.0456 % (IS)", "Collected 12-Sep-2025"), pages=1):
    """A PDF with a text layer; without lines it resembles a scan."""
    text = " T* ".join("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {text} ET" if lines else "0 0 10 10 re f"
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R "
        "/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    objects += [page] * pages
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
