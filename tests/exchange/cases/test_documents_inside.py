"""Documents inside a file, and which parts of them were not read: short files made here."""

import base64

import pytest

from tests.exchange.cases.short_files import PERCENT, codes_of, counts_of, read, results_of
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import ANNA, bundle, observation
from tests.exchange.made_files import pdf


def attached(data, kind="application/pdf"):
    content = {"contentType": kind, "data": base64.b64encode(data).decode()}
    return {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "content": [{"attachment": content}],
    }


def test_a_pdf_in_a_document_reference_is_read_like_a_dropped_pdf():
    shown = read(bundle(ANNA, attached(pdf())))

    (row,) = shown["results"]
    assert (row["value"], row["unit"], row["collected_on"], row["asks"]) == (
        "0.0456",
        "percent_is",
        "2025-09-12",
        ["ask_confirm"],
    )


def test_a_document_in_a_document_reference_is_read_too():
    inside = document(panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.45' unit='%'/>"))

    assert results_of(read(bundle(ANNA, attached(inside, "text/xml")))) == [("value", "0.45", "percent_is")]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (attached(pdf(lines=())), "picture of a letter"),
        (attached(b"\x89PNG\r\n\x1a\n", "image/png"), "picture"),
        (attached(b"%PDF-1.4 broken"), "damaged"),
        (
            {
                **attached(b""),
                "content": [{"attachment": {"title": "Lab letter", "url": "https://x.test/1"}}],
            },
            "Lab letter",
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_named_and_nothing_is_not_said(held, words):
    shown = read(bundle(ANNA, held))

    said = " ".join(row["why"] for row in shown["left_out"])
    assert (words in said, [row["code"] for row in shown["problem_codes"]]) == (
        True,
        ["nothing_in_read_parts"],
    )


def test_a_report_in_words_only_is_read_like_a_letter():
    report = {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final",
        "code": {"text": "Molecular report"},
        "effectiveDateTime": "2026-02-17", "conclusion": "BCR-ABL1 0.12 % (IS).",
    }  # fmt: skip
    shown = read(bundle(ANNA, report))

    assert results_of(shown) == [("value", "0.12", "percent_is")]
    assert shown["results"][0]["collected_on"] == "2026-02-17"
    assert "part_in_words" in codes_of(shown)


def test_words_beside_other_entries_are_read_where_no_entry_tells_of_the_gene():
    count = panel("6690-2", "WBC", "<value xsi:type='PQ' value='5.4' unit='10*3/uL'/>")
    text = "<text><table><tr><td>BCR-ABL1</td><td>0.2 % (IS)</td><td>5 Mar 2026</td></tr></table></text>"
    shown = read(document(count).decode().replace("<title>", f"{text}<title>"))

    assert results_of(shown) == [("value", "0.2", "percent_is")]
    assert counts_of(shown) == {("wbc", "5.4", "10^9/L")}


def test_words_that_repeat_a_result_are_not_read_again():
    report = {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Report"},
        "conclusion": "BCR-ABL1 0.9 % (IS) last year.", "result": [{"reference": "Observation/o1"}],
    }  # fmt: skip
    shown = read(bundle(ANNA, observation(quantity=PERCENT), report))

    assert results_of(shown) == [("value", "0.024", "percent_is")]


def test_a_web_page_inside_is_read_as_its_text():
    page = b"<html><body><p>BCR-ABL1 0.3 % (IS)</p><p>Collected 12-Sep-2025</p></body></html>"

    assert results_of(read(bundle(ANNA, attached(page, "text/html")))) == [("value", "0.3", "percent_is")]


def test_a_unit_that_was_answered_reads_marks_for_thousands():
    shown = read("Datum;Leukozyten\n17.03.2026;5.400\n", "a.csv", units={"wbc": "/uL"})

    assert counts_of(shown) == {("wbc", "5.4", "10^9/L")}


def test_the_body_of_a_document_may_be_a_pdf():
    body = base64.b64encode(pdf()).decode()
    text = (
        "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><nonXMLBody>"
        f"<text mediaType='application/pdf' representation='B64'>{body}</text>"
        "</nonXMLBody></component></ClinicalDocument>"
    )

    assert results_of(read(text)) == [("value", "0.0456", "percent_is")]


def test_a_value_of_a_document_may_point_at_its_words():
    pointing = panel("69380-4", "BCR-ABL1", "<value xsi:type='ST'><reference value='#a'/></value>")
    text = document(pointing).decode().replace("<title>", "<text><td ID='a'>&lt; 0.01 %</td></text><title>")

    assert results_of(read(text)) == [("less_than", "0.01", "percent_is")]
