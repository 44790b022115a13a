"""Each kind of file is recognised by its contents, and refused in one sentence if it cannot be read."""

import io
import json
import logging
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from cmlguide.exchange.backup import write_backup
from cmlguide.exchange.files.limits import LARGEST_FILE, FileRefusedError
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file, recognise
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import bundle, observation
from tests.exchange.histories import SMALL
from tests.exchange.made_files import SHEET_ROWS, ods, pdf, workbook, xls, xlsx, zipped

TODAY = date(2026, 11, 22)
PERCENT = {"value": 0.011, "unit": "%"}
RESULT = observation(quantity=PERCENT)
APPLE = {
    "apple_health_export/export.xml": "<HealthData/>",
    "apple_health_export/clinical-records/Observation-1.json": json.dumps(RESULT),
    "apple_health_export/clinical-records/Observation-2.json": "{broken",
}
ONE_OF_EACH = {
    "csv": b"date,BCR-ABL1 % (IS)\n2026-01-05,0.0030\n2026-04-07,<0.0032\n",
    "fhir-r4": bundle(RESULT).encode(),
    "apple-health": zipped(APPLE),
    "ccda": document(panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.003' unit='%'/>")),
    "text": b"Collected 12-Sep-2025\nBCR-ABL1 0.0456 % (IS)",
    "pdf": pdf(),
    "xlsx": xlsx(),
    "ods": ods(),
    "xls": xls(),
    "record": write_backup(SMALL),
}


def preview_of(data, name="", kind=None):
    return preview_file(data, Options(today=TODAY, name=name), kind)


@pytest.mark.parametrize("source", ONE_OF_EACH)
def test_each_kind_of_file_is_recognised_and_read(source):
    preview = preview_of(ONE_OF_EACH[source])

    assert (preview.source, len(preview.results) > 0, len(preview.sha256)) == (source, True, 64)


@pytest.mark.parametrize("source", ONE_OF_EACH)
def test_a_wrong_extension_changes_nothing(source):
    preview = preview_of(ONE_OF_EACH[source], name="letter.docx")

    assert preview.source == source


@pytest.mark.parametrize("source", ["xlsx", "ods", "xls"])
def test_a_spreadsheet_gives_the_same_rows_as_its_csv(source):
    rows = preview_of(ONE_OF_EACH[source]).results

    assert [(row.collected_on, row.value, row.limit) for row in rows] == [
        (row.collected_on, row.value, row.limit) for row in preview_of(ONE_OF_EACH["csv"]).results
    ]


def test_a_spreadsheet_s_numbers_keep_every_digit():
    (row,) = preview_of(xlsx([("Date", "BCR-ABL1 IS"), ("2026-01-05", 0.0032)])).results

    assert str(row.value) == "0.0032"


def test_an_apple_export_reads_only_the_records_and_names_the_broken_one():
    preview = preview_of(ONE_OF_EACH["apple-health"])

    assert [row.where for row in preview.left_out] == ["Observation-2.json"]


def test_an_apple_export_without_records_says_so():
    preview = preview_of(zipped({"apple_health_export/export.xml": "<HealthData/>"}))

    assert (preview.is_empty, len(preview.problems)) == (True, 1)


def test_the_text_of_a_pdf_is_read_like_a_pasted_letter():
    (row,) = preview_of(pdf()).results

    assert (str(row.value), row.unit, row.collected_on) == ("0.0456", "percent_is", date(2025, 9, 12))


def locked_pdf():
    """A PDF that opens only with a password."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


FAR_APART = xlsx(cells=[("A1", "Date"), ("XFD1048576", "0.05")])
MANY_ROWS = workbook(
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    + "<row><c><v>1</v></c></row>" * 30_000
    + "</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n ", "file_empty"),
        (b"\x89PNG\r\n\x1a\n", "is_picture"),
        (b"\xff\xd8\xff\xe0", "is_picture"),
        (bytes(range(256)) * 8, "is_binary"),
        (b"<!DOCTYPE html><html></html>", "is_web_page"),
        (b"<note/>", "xml_other"),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', "is_fhir_xml"),
        (b"shlink:/eyJhbGciOiJkaXIi", "is_link"),
        (b"eyJhbGciOiJkaXIifQ..aaaa.bbbb.cccc", "is_locked"),
        (zipped({"word/document.xml": "x"}), "is_word"),
        (zipped({"a.txt": "x"}), "zip_without_record"),
        (b"PK\x03\x04broken", "zip_broken"),
        (b"%PDF-1.4 broken", "pdf_broken"),
        (locked_pdf(), "pdf_locked"),
        (pdf(lines=()), "pdf_scanned"),
        (pdf(pages=201), "pdf_too_long"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet_unreadable"),
        (FAR_APART, "rows_too_many"),
        (MANY_ROWS, "rows_too_many"),
        (xlsx(cells=[("A1", "Date"), ("ZZ2", "0.05")]), "columns_too_many"),
        (workbook("<broken"), "sheet_unreadable"),
        (workbook(" " * 60_000_000), "zip_too_much"),
        (zipped({"a/clinical-records/x.json": " " * 60_000_000}), "zip_too_much"),
        (b'{"resourceType"', "json_broken_at"),
        (b"[" * 300_000, "json_too_deep"),
        (b"[" * 1_000_000, "too_much"),
        (b"[" + b"{}," * 500_000, "too_much"),
        (b"a" * (LARGEST_FILE + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, code):
    with pytest.raises(FileRefusedError, match=f"^{code}$"):
        preview_of(data)


def test_a_file_can_be_said_to_be_of_a_kind():
    assert preview_of(b"0.05 % IS", kind="csv").source == "csv"
    assert preview_of(b"date;x\n", kind="text").source == "text"


def test_the_preview_as_json_has_exactly_the_promised_keys():
    shown = preview_json(preview_of(ONE_OF_EACH["csv"]), lambda reason: reason.code)

    promised = "source results blood_counts medicines questions left_out problems "
    promised += "question_codes problem_codes"
    assert list(shown) == promised.split()
    assert shown["results"][0] == {
        "collected_on": "2026-01-05",
        "kind": "value",
        "value": "0.0030",
        "unit": "percent_is",
        "limit": None,
        "comparator": None,
        "level": None,
        "copies": None,
        "control_gene": None,
        "conversion_factor": None,
        "lab": None,
        "specimen": "blood",
        "where": "row 2, BCR-ABL1 % (IS)",
        "asks": [],
    }


def test_recognise_tells_a_table_from_a_letter():
    assert recognise(b"date;BCR-ABL\n2026-01-05;0,05\n") == "csv"
    assert recognise(b"Dear Sir,\nyour result is 0.05 %, as before.\n") == "text"
    assert recognise(b"one line", "x.csv") == "csv"
    assert SHEET_ROWS[0][0] == "Date"


def test_a_letter_with_a_line_of_blood_counts_is_no_table():
    letter = (
        "Dear Ms Hill,\nyour test of 12 September 2026.\nBCR::ABL1 0.05 % (IS)\n"
        "White cells 5.4, Hb 12.1, platelets 180\nWith kind regards\n"
    )

    preview = preview_of(letter.encode())

    assert (preview.source, [str(row.value) for row in preview.results]) == ("text", ["0.05"])


def test_headings_with_their_units_still_make_a_table():
    table = "Date,WBC 10^9/L,Hb g/dL\n12 Sep 2026,5.4,12.1\n"

    assert preview_of(table.encode()).source == "csv"


def test_a_health_record_that_names_our_format_in_a_note_is_no_record_file():
    note = b'{"resourceType": "Observation", "note": [{"text": "cmlguide-record"}]}'

    assert (recognise(note), recognise(b'{"format": "cmlguide-record"}')) == ("fhir", "record")
