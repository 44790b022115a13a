"""Nothing is proposed without the piece of the file it came from, and its place."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.exchange.backup import write_backup
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import ANNA, bundle, medication, observation
from tests.exchange.made_files import pdf, xlsx, zipped
from tests.web.pages.imports.test_extras import WHOLE

MINE = {"subject": {"reference": "Patient/a"}}
PERCENT = {"value": 0.0456, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%"}
CELLS = {"value": 5.4, "unit": "10*3/uL", "system": "http://unitsofmeasure.org", "code": "10*3/uL"}
ROWS = (
    ("Date", "BCR-ABL1 % (IS)", "WBC (10^9/L)"),
    ("2026-01-05", "0.0456", "5.4"),
    ("2026-04-07", "0", "5.1"),
)
OBSERVATION = json.dumps(observation(quantity=PERCENT))
FILES = {
    "numbers.csv": "\n".join(",".join(row) for row in ROWS).encode(),
    "numbers.xlsx": xlsx(ROWS),
    "record.json": write_backup(WHOLE),
    "portal.json": bundle(
        ANNA,
        observation(quantity=PERCENT, **MINE),
        observation("6690-2", quantity=CELLS, id="o2", **MINE),
        medication(**MINE),
    ).encode(),
    "record.xml": document(panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.0456' unit='%'/>")),
    "export.zip": zipped(
        {
            "apple_health_export/export.xml": "<HealthData/>",
            "apple_health_export/clinical-records/Observation-1.json": OBSERVATION,
        }
    ),
    "letter.pdf": pdf(),
    "letter.txt": b"Collected 12 Sep 2025\nBCR-ABL1: 0.0456 % (IS)\nPlatelets 210 10^9/L\nimatinib 400 mg\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_row_is_shown_with_its_piece_of_the_file_and_its_place(signed_in, name):
    signed_in.post(reverse("import-read"), {"file": SimpleUploadedFile(name, FILES[name])})
    response = signed_in.get(reverse("import-show"))
    page, html = response.context["page"], response.content.decode()
    rows = [*page.ready, *(one.line for one in page.unsure)]

    assert len(rows) >= 1
    assert [row.key for row in rows if not row.raw.strip() or not row.where.strip()] == []
    assert html.count('name="shown"') == len(page.ready)
    assert html.count("<q>") == len(page.unsure)


def test_piece_of_a_pasted_letter_is_in_the_letter(signed_in):
    letter = FILES["letter.txt"].decode()
    signed_in.post(reverse("import-read"), {"text": letter})
    page = signed_in.get(reverse("import-show")).context["page"]
    rows = [*page.ready, *(one.line for one in page.unsure)]

    assert [row.raw for row in rows if row.raw not in letter] == []
    assert "".join(piece for _used, piece in page.text) == letter


def test_question_about_a_day_shows_the_day_as_it_is_written(signed_in):
    content = b"Date,BCR-ABL1 % (IS)\nAutumn 22,0.0456\n2026-04-07,0.02\n"
    signed_in.post(reverse("import-read"), {"file": SimpleUploadedFile("numbers.csv", content)})

    (row,) = signed_in.get(reverse("import-show")).context["page"].unsure

    assert [ask.words for ask in row.asks] == [
        "“Autumn 22”: We could not read this date. Write it like 3 Jul 2026 or 2026-07-03."
    ]
