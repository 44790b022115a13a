from datetime import date

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.ccda.reader import read_ccda
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.values import Options

OPTIONS = Options(today=date(2026, 11, 22))
LOINC = 'codeSystem="2.16.840.1.113883.6.1"'


def document(*entries, title="Results"):
    """An invented document with one section of entries."""
    return (
        '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><component><structuredBody><component>'
        f"<section><title>{title}</title>{''.join(entries)}</section>"
        "</component></structuredBody></component></ClinicalDocument>"
    ).encode()


def panel(code, name, value, time="20260105083000+0100", status="completed"):
    """A panel with one result."""
    return (
        "<entry><organizer><statusCode code='completed'/><component>"
        "<observation classCode='OBS' moodCode='EVN'>"
        f"<code code='{code}' {LOINC} displayName='{name}'/><statusCode code='{status}'/>"
        f"<effectiveTime value='{time}'/>{value}</observation></component></organizer></entry>"
    )


def medicine(name, low="", high=""):
    """A medicine with its period."""
    ends = "".join(f"<{end} value='{day}'/>" for end, day in (("low", low), ("high", high)) if day)
    return (
        "<entry><substanceAdministration classCode='SBADM' moodCode='EVN'>"
        f"<effectiveTime xsi:type='IVL_TS'>{ends}</effectiveTime><consumable><manufacturedProduct>"
        f"<manufacturedMaterial><code code='1' displayName='{name}'/></manufacturedMaterial>"
        "</manufacturedProduct></consumable></substanceAdministration></entry>"
    )


@pytest.mark.parametrize(
    ("value", "kind", "number"),
    [
        ("<value xsi:type='PQ' value='0.0030' unit='%'/>", "value", "0.0030"),
        (
            "<value xsi:type='IVL_PQ'><high value='0.0032' unit='%' inclusive='false'/></value>",
            "less_than",
            "0.0032",
        ),
        ("<value xsi:type='IVL_PQ'><low value='55' unit='%'/></value>", "above_limit", "55"),
        ("<value xsi:type='ST'>Not detected</value>", "not_detected", None),
        ("<value xsi:type='CD' code='260415000' displayName='Not detected'/>", "not_detected", None),
        ("<value xsi:type='ST'>&lt;0.0032 %</value>", "less_than", "0.0032"),
    ],
)
def test_a_result_on_the_scale_is_read_in_each_type_of_value(value, kind, number):
    (row,) = read_ccda(document(panel("69380-4", "BCR-ABL1", value)), OPTIONS).results

    found = row.value if row.value is not None else row.limit
    assert (row.kind, None if found is None else str(found)) == (kind, number)
    assert (row.collected_on, row.asks) == (date(2026, 1, 5), ())


@pytest.mark.parametrize(
    ("item", "code", "number", "unit", "kept"),
    [
        ("wbc", "6690-2", "4.6", "10*9/L", "4.6"),
        ("wbc", "33765-9", "4.6", "10+3/ul", "4.6"),
        ("wbc", "6690-2", "4.6", "10*3/uL", "4.6"),
        ("wbc", "6690-2", "4.6", "K/uL", "4.6"),
        ("wbc", "6690-2", "4.6", "x10E3/uL", "4.6"),
        ("wbc", "6690-2", "4.6", "10^3/µL", "4.6"),
        ("wbc", "6690-2", "4.6", "thou/mcL", "4.6"),
        ("wbc", "6690-2", "4600", "/uL", "4.6"),
        ("platelets", "777-3", "231000", "cells/mm3", "231"),
        ("hemoglobin", "30313-1", "13.2", "g/dl", "13.2"),
        ("hemoglobin", "718-7", "132", "g/L", "13.2"),
    ],
)
def test_blood_counts_come_in_one_unit(item, code, number, unit, kept):
    value = f"<value xsi:type='PQ' value='{number}' unit='{unit}'/>"
    (row,) = read_ccda(document(panel(code, "", value)), OPTIONS).blood_counts

    assert (row.item, str(row.value), row.collected_on) == (item, kept, date(2026, 1, 5))


def test_an_unknown_unit_is_left_out_and_a_missing_one_asked():
    odd = panel("718-7", "Hb", "<value xsi:type='PQ' value='8.2' unit='mmol/mol'/>")
    bare = panel("6690-2", "WBC", "<value xsi:type='PQ' value='4.6'/>")
    preview = read_ccda(document(odd, bare), OPTIONS)

    assert [row.where for row in preview.left_out] == ["Results, result 1"]
    assert [(question.code, question.about) for question in preview.questions] == [(codes.ASK_UNIT, "wbc")]


@pytest.mark.parametrize(
    "entry",
    [
        panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' nullFlavor='UNK'/>"),
        panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='1' unit='%'/>", status="aborted"),
        panel("51867-0", "BCR-ABL FISH", "<value xsi:type='PQ' value='1' unit='%'/>"),
        panel("69380-4", "BCR-ABL1", "<value xsi:type='IVL_PQ'><low value='1'/><high value='2'/></value>"),
    ],
)
def test_what_is_no_result_is_left_out_with_a_reason(entry):
    preview = read_ccda(document(entry), OPTIONS)

    assert (preview.results, len(preview.left_out)) == ((), 1)


def test_a_cml_medicine_is_read_with_its_days():
    preview = read_ccda(
        document(medicine("dasatinib 100 MG", "20250203", "20250901"), medicine("aspirin")), OPTIONS
    )

    assert [(row.medicine, row.started_on, row.stopped_on) for row in preview.medicines] == [
        ("dasatinib", date(2025, 2, 3), date(2025, 9, 1))
    ]


def test_a_document_about_something_else_says_so():
    assert read_ccda(document(), OPTIONS).problems == (Reason("nothing_found"),)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;">]>'
    b'<ClinicalDocument xmlns="urn:hl7-org:v3">&y;</ClinicalDocument>'
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ClinicalDocument>&x;</ClinicalDocument>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOMB, "xml_unsafe"),
        (OUTSIDE, "xml_unsafe"),
        (b"<ClinicalDocument>", "xml_broken_at"),
        (b"<a/>", "xml_other"),
        (b"<a>" * 5000, "xml_too_large"),
        (b"<ClinicalDocument>\xff\xfe</ClinicalDocument>", "xml_broken_at"),
    ],
)
def test_hostile_or_broken_xml_is_refused(data, code):
    with pytest.raises(FileRefusedError, match=code):
        read_ccda(data, OPTIONS)
