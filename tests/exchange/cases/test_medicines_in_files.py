"""Medicines that were taken and some that were not: short files made here."""

import pytest

from tests.exchange.cases.short_files import asks_of, codes_of, read
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import ANNA, bundle, medication


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "MedicationRequest", "intent": "order", "doNotPerform": True}, "not_taken"),
        ({"kind": "MedicationRequest", "intent": "option"}, "planned"),
        ({"kind": "MedicationRequest", "intent": "order", "status": "draft"}, "planned"),
        ({"kind": "MedicationRequest", "intent": "order", "status": "cancelled"}, "not_taken_status"),
        ({"kind": "MedicationDispense", "status": "declined"}, "not_taken_status"),
        ({"kind": "MedicationAdministration", "status": "not-done"}, "not_taken_status"),
        ({"status": "intended"}, "planned"),
    ],
)
def test_a_medicine_that_was_not_taken_is_left_out_with_the_reason(fields, code):
    shown = read(bundle(ANNA, medication(**fields)))

    assert (shown["medicines"], code in codes_of(shown)) == ([], True)


def test_prescriptions_of_one_medicine_within_its_stated_time_are_part_of_it():
    stated = medication(effectivePeriod={"start": "2020-01-13", "end": "2021-06-01"}, status="completed")
    within = medication("MedicationRequest", intent="order", authoredOn="2020-07-01", id="m2")
    again = medication("MedicationRequest", intent="order", authoredOn="2024-05-06", id="m3")

    medicines = read(bundle(ANNA, stated, within, again))["medicines"]

    assert [(row["started_on"], row["stopped_on"]) for row in medicines] == [
        ("2020-01-13", "2021-06-01"),
        ("2024-05-06", None),
    ]


@pytest.mark.parametrize("status", ["stopped", "completed", "on-hold"])
def test_a_statement_that_ended_without_its_day_has_it_asked(status):
    shown = read(bundle(ANNA, medication(effectivePeriod={"start": "2021-02-15"}, status=status)))

    assert asks_of(shown) == {"ask_stopped"}
    assert "imatinib has ended, but not when" in shown["questions"][0]


def test_a_medicine_named_by_a_code_or_a_link_alone_is_said():
    coded = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "99999999"}]}
    by_code = medication(id="m1", medicationCodeableConcept=coded)
    by_link = medication(id="m2", medicationReference={"reference": "Medication/9"})
    del by_link["medicationCodeableConcept"]

    assert {"medicine_code_only", "medicine_elsewhere"} <= codes_of(read(bundle(ANNA, by_code, by_link)))


def test_a_medicine_by_reference_is_read_where_it_is_in_the_file():
    tablet = {"resourceType": "Medication", "id": "t", "code": {"text": "Dasatinib 100 mg"}}
    taken = medication(
        effectivePeriod={"start": "2024-02-19"}, medicationReference={"reference": "Medication/t"}
    )
    del taken["medicationCodeableConcept"]

    assert [row["medicine"] for row in read(bundle(ANNA, tablet, taken))["medicines"]] == ["dasatinib"]


def administration(inside="", mood="EVN", extra=""):
    return (
        f"<entry><substanceAdministration classCode='SBADM' moodCode='{mood}' {extra}>{inside}"
        "<effectiveTime xsi:type='IVL_TS'><low value='20240115'/></effectiveTime><consumable>"
        "<manufacturedProduct><manufacturedMaterial><code><originalText>imatinib 400 mg</originalText></code>"
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>"
    )


@pytest.mark.parametrize(
    ("entry", "found", "asks", "left_out"),
    [
        (administration(), 1, set(), set()),
        (administration(mood="INT"), 1, {"ask_started"}, set()),
        (administration(mood="RQO"), 0, set(), {"planned"}),
        (administration(mood="PRP"), 0, set(), {"planned"}),
        (administration(extra="negationInd='true'"), 0, set(), {"not_taken"}),
        (administration("<statusCode code='cancelled'/>"), 0, set(), {"not_taken_status"}),
        (administration("<statusCode code='suspended'/>"), 1, {"ask_stopped"}, set()),
    ],
)
def test_a_document_s_medicine_is_taken_as_its_mood_and_status_say(entry, found, asks, left_out):
    shown = read(document(entry, title="Medications"))

    assert (len(shown["medicines"]), asks_of(shown)) == (found, asks)
    assert left_out <= codes_of(shown)


@pytest.mark.parametrize("attribute", ["negationInd='true'", "moodCode='RQO'", "moodCode='GOL'"])
def test_a_document_s_result_that_did_not_happen_is_left_out(attribute):
    happened = panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.45' unit='%'/>")
    entry = happened.replace("moodCode='EVN'", attribute)
    shown = read(document(entry))

    assert (shown["results"], bool(codes_of(shown) & {"result_negated", "result_planned"})) == ([], True)
