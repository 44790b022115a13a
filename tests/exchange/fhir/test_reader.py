import json
from datetime import date

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.fhir.reader import read_fhir
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.people import Person, name_person
from cmlguide.exchange.preview.values import Options
from tests.exchange.fhir.resources import ANNA, BEN, bundle, medication, observation

OPTIONS = Options(today=date(2026, 11, 22))
PERCENT = {"value": 0.011, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%"}


def read_one(resource):
    """(kind, number, unit, asks) of the one result found."""
    (row,) = read_fhir(json.dumps(resource), OPTIONS).results
    number = row.value if row.value is not None else row.limit
    return row.kind, None if number is None else str(number), row.unit, [ask.code for ask in row.asks]


def test_the_one_code_for_the_scale_is_filed_without_asking():
    assert read_one(observation(quantity=PERCENT)) == ("value", "0.011", "percent_is", [])


def test_zeros_at_the_end_survive():
    text = json.dumps(observation(quantity=PERCENT)).replace("0.011", "0.0030")

    assert str(read_fhir(text, OPTIONS).results[0].value) == "0.0030"


@pytest.mark.parametrize(
    ("code", "display", "unit"),
    [
        ("46434-7", "", None),
        ("55147-3", "", "ratio_percent"),
        ("", "BCR-ABL1 quantitative", None),
        ("62374-4", "BCR-ABL1 transcript number", None),
        ("46434-7", "BCR-ABL1/ABL1 International Scale", "percent_is"),
        ("", "BCR::ABL1 % (IS)", "percent_is"),
    ],
)
def test_any_other_code_or_name_is_asked_about(code, display, unit):
    assert read_one(observation(code, display, PERCENT)) == ("value", "0.011", unit, [codes.ASK_SCALE])


def test_another_transcript_is_never_on_the_scale():
    assert read_one(observation("52132-8", "", PERCENT)) == (
        "value",
        "0.011",
        "ratio_percent",
        [codes.ASK_TRANSCRIPT],
    )


def test_the_name_wins_over_a_code_that_disagrees():
    kind, _, unit, asks = read_one(observation("69380-4", "BCR-ABL1 p190 e1a2 ratio", PERCENT))

    assert (kind, unit) == ("value", "ratio_percent")
    assert codes.ASK_CODE_AND_NAME in asks


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"quantity": PERCENT | {"comparator": "<"}}, ("less_than", "0.011", "percent_is", [])),
        (
            {"quantity": PERCENT | {"comparator": "<"}, "interpretation": [{"coding": [{"code": "ND"}]}]},
            ("not_detected", "0.011", "percent_is", []),
        ),
        (
            {"quantity": PERCENT | {"comparator": "<"}, "interpretation": [{"coding": [{"code": "DET"}]}]},
            ("below_quantification", "0.011", "percent_is", []),
        ),
        ({"quantity": PERCENT | {"comparator": ">"}}, ("above_limit", "0.011", "percent_is", [])),
        (
            {"valueCodeableConcept": {"coding": [{"display": "Not detected"}]}},
            ("not_detected", None, None, []),
        ),
        ({"valueString": "<0.0032 % (IS)"}, ("less_than", "0.0032", "percent_is", [])),
        ({"valueString": "Not detected"}, ("not_detected", None, None, [])),
        (
            {"dataAbsentReason": {"text": "POSITIVE [Above upper LoQ]"}},
            (None, None, None, [codes.ABOVE_WITHOUT_NUMBER]),
        ),
        (
            {"dataAbsentReason": {"text": "INVALID [Insufficient ABL transcript]"}},
            ("no_result", None, None, []),
        ),
        ({"dataAbsentReason": {"coding": [{"code": "error"}]}}, ("no_result", None, None, [])),
        ({"quantity": PERCENT | {"value": 0}}, ("value", "0", "percent_is", [codes.ASK_ZERO])),
        (
            {"quantity": PERCENT, "status": "preliminary"},
            ("value", "0.011", "percent_is", [codes.ASK_NOT_FINAL]),
        ),
    ],
)
def test_values_and_what_stands_instead_of_them(fields, expected):
    assert read_one(observation(**fields)) == expected


@pytest.mark.parametrize(
    "resource",
    [
        observation("21821-4", "BCR/ABL presence", valueCodeableConcept={"text": "Detected"}),
        observation("51867-0", "BCR-ABL FISH", PERCENT),
        observation("50195-7", "BCR-ABL log ratio", PERCENT),
        observation("69548-6", "BCR-ABL1 fusion", valueCodeableConcept={"text": "Present"}),
        observation("", "BCR-ABL1 kinase domain mutation", valueString="T315I"),
        observation(quantity=PERCENT, status="entered-in-error"),
        observation(quantity=PERCENT, status="cancelled"),
        observation(),
        observation(valueString="see the letter"),
        observation(valueCodeableConcept={"text": "Present 12 chromosomes abnormal"}),
        observation("770-8", "Neutrophils %", {"value": 60, "unit": "%"}),
        observation("4548-4", "Hemoglobin A1c", {"value": 5.4, "unit": "%"}),
        observation("718-7", "Hemoglobin", {"value": 8.2, "unit": "mmol/mol"}),
    ],
)
def test_what_must_not_become_a_number_is_left_out_with_a_reason(resource):
    preview = read_fhir(json.dumps(resource), OPTIONS)

    assert (preview.results, preview.blood_counts) == ((), ())
    assert len(preview.left_out) == 1


def test_marrow_stays_marrow():
    (row,) = read_fhir(json.dumps(observation("82905-1", "", PERCENT)), OPTIONS).results

    assert (row.specimen, row.unit, [ask.code for ask in row.asks]) == ("marrow", None, [codes.ASK_SCALE])


@pytest.mark.parametrize(
    ("written", "day", "asks"),
    [
        ("2026-01-05", "2026-01-05", []),
        ("2026-01", None, [codes.DATE_DAY_MISSING]),
        ("2026", None, [codes.DATE_MONTH_MISSING]),
        ("2027-01-05", "2027-01-05", [codes.ASK_FUTURE]),
    ],
)
def test_the_day_is_kept_as_exact_as_it_is_given(written, day, asks):
    (row,) = read_fhir(json.dumps(observation(quantity=PERCENT, effectiveDateTime=written)), OPTIONS).results

    assert (None if row.collected_on is None else row.collected_on.isoformat()) == day
    assert [ask.code for ask in row.asks] == asks


def test_the_day_and_lab_come_from_the_report_that_holds_the_result():
    result = observation(quantity=PERCENT, id="o9")
    del result["effectiveDateTime"]
    report = {
        "resourceType": "DiagnosticReport",
        "id": "d1",
        "effectiveDateTime": "2026-02-03",
        "issued": "2026-02-09T00:00:00Z",
        "performer": [{"display": "City lab"}],
        "result": [{"reference": "Observation/o9"}],
    }
    (row,) = read_fhir(bundle(report, result), OPTIONS).results

    assert (row.collected_on, row.lab) == (date(2026, 2, 3), "City lab")


def test_blood_counts_are_read_by_code_or_name_in_any_unit():
    resources = [
        observation("6690-2", "Leukocytes", {"value": 4.6, "unit": "10*3/uL"}),
        observation("718-7", "Hemoglobin", {"value": 132, "unit": "g/L"}),
        observation("777-3", "Platelets", {"value": 231000, "unit": "/uL"}),
        observation("706-2", "Basophils/100 leukocytes", {"value": 1, "unit": "%"}),
    ]
    preview = read_fhir(bundle(*resources), OPTIONS)

    assert [(row.item, str(row.value), row.unit) for row in preview.blood_counts] == [
        ("wbc", "4.6", "10^9/L"),
        ("hemoglobin", "13.2", "g/dL"),
        ("platelets", "231", "10^9/L"),
        ("basophils", "1", "%"),
    ]
    assert len(preview.problems) == 1


@pytest.mark.parametrize("text", ["imatinib 400 mg", "GLIVEC", "Imatinibum", "imatinibe mesilato"])
def test_a_tki_is_known_by_any_name(text):
    period = {"start": "2025-02-03", "end": "2025-09-01"}
    preview = read_fhir(json.dumps(medication(text=text, status="stopped", effectivePeriod=period)), OPTIONS)

    assert [(row.medicine, str(row.started_on), str(row.stopped_on)) for row in preview.medicines] == [
        ("imatinib", "2025-02-03", "2025-09-01")
    ]


def test_repeat_prescriptions_are_one_medicine_and_its_start_is_asked():
    prescriptions = [medication("MedicationRequest", authoredOn=f"2025-0{month}-01") for month in (5, 2, 8)]
    preview = read_fhir(bundle(*prescriptions), OPTIONS)

    assert [str(row.started_on) for row in preview.medicines] == ["2025-02-01"]
    assert [question.code for question in preview.questions] == [codes.ASK_STARTED]


@pytest.mark.parametrize("status", ["not-taken", "entered-in-error"])
def test_a_medicine_not_taken_is_left_out(status):
    preview = read_fhir(json.dumps(medication(status=status)), OPTIONS)

    assert (preview.medicines, len(preview.left_out)) == ((), 1)


@pytest.mark.parametrize(
    ("coding", "day"),
    [
        ({"code": "92818009"}, date(2024, 5, 6)),
        ({"code": "C92.10"}, date(2024, 5, 6)),
        ({"code": "C92.20"}, None),
        ({"display": "Diabetes"}, None),
    ],
)
def test_the_day_of_diagnosis_is_offered(coding, day):
    condition = {"resourceType": "Condition", "code": {"coding": [coding]}, "onsetDateTime": "2024-05-06"}
    preview = read_fhir(bundle(condition, observation(quantity=PERCENT)), OPTIONS)

    assert preview.diagnosed_on == day


def test_two_people_are_asked_apart_and_never_mixed():
    anna = observation(quantity=PERCENT, subject={"reference": "Patient/a"})
    ben = observation(quantity=PERCENT | {"value": 5}, subject={"reference": "Patient/b"})
    text = bundle(ANNA, BEN, anna, ben)

    asked = read_fhir(text, OPTIONS)
    choices = asked.questions[0].choices
    chosen = read_fhir(text, Options(today=OPTIONS.today, patient=choices[1].value))

    assert [choice.label for choice in choices] == [
        name_person(Person("", "Anna Ash", "1970-01-01")),
        name_person(Person("", "Ben Birch", "1980-01-01")),
    ]
    assert asked.results == ()
    assert [str(row.value) for row in chosen.results] == ["5"]


def test_one_person_in_two_portals_is_one_person():
    again = ANNA | {"id": "z"}
    first = observation(quantity=PERCENT, subject={"reference": "Patient/a"})
    second = observation(quantity=PERCENT | {"value": 5}, subject={"reference": "Patient/z"})

    assert len(read_fhir(bundle(ANNA, again, first, second), OPTIONS).results) == 2


def test_the_same_result_twice_is_kept_once():
    preview = read_fhir(
        bundle(observation(quantity=PERCENT), observation(quantity=PERCENT, id="o2")), OPTIONS
    )

    assert (len(preview.results), len(preview.left_out)) == (1, 1)


@pytest.mark.parametrize(
    ("resource", "source"),
    [
        (observation(quantity=PERCENT, category={"text": "lab"}), "fhir-dstu2"),
        ({"resourceType": "MedicationOrder", "status": "active"}, "fhir-dstu2"),
        (observation(quantity=PERCENT, context={"reference": "Encounter/1"}), "fhir-stu3"),
        ({"resourceType": "ExplanationOfBenefit", "id": "e"}, "fhir-claims"),
    ],
)
def test_older_versions_and_claims_get_a_clear_sentence(resource, source):
    preview = read_fhir(bundle(resource), OPTIONS)

    assert (preview.source, preview.is_empty, len(preview.problems)) == (source, True, 1)


def test_lines_of_resources_are_read():
    lines = "\n".join(json.dumps(observation(quantity=PERCENT | {"value": number})) for number in (1, 2))

    assert [row.where for row in read_fhir(lines, OPTIONS).results] == [
        "line 1: Observation o1",
        "line 2: Observation o1",
    ]


@pytest.mark.parametrize(
    "text",
    ["{", "[" * 100_000, '{"a": 1}\n{"b"', "12", '"text"', '{"resourceType": "Bundle", "entry": [', "{" * 9],
)
def test_broken_json_is_refused_with_its_reason(text):
    with pytest.raises(FileRefusedError) as refused:
        read_fhir(text, OPTIONS)

    assert refused.value.reason.code in codes.REFUSALS


@pytest.mark.parametrize(
    "value",
    [None, True, "x", [], {}, {"value": None}, {"value": "abc"}, {"value": [1]}, {"value": 10**400}, 7],
)
def test_any_shape_of_value_is_borne(value):
    preview = read_fhir(json.dumps(observation() | {"valueQuantity": value}), OPTIONS)

    assert preview.results == ()


@pytest.mark.parametrize(
    ("performer", "lab"),
    [
        ([{"display": "City lab"}], "City lab"),
        ([{"type": "Organization", "identifier": {"value": "699X0"}}, {"display": "An Operator"}], "699X0"),
        ([{"reference": "Practitioner/9", "display": "Dr. Who"}], ""),
        ([{"type": "Patient", "display": "Anna"}], ""),
        ([], ""),
    ],
)
def test_the_lab_is_an_organization_never_a_person(performer, lab):
    (row,) = read_fhir(json.dumps(observation(quantity=PERCENT, performer=performer)), OPTIONS).results

    assert row.lab == lab


@pytest.mark.parametrize("number", ["1e9999999999999999991", "-1E-99999999999999999999"])
def test_read_fhir_refuses_a_number_beyond_any_reach(number):
    data = bundle(ANNA, observation(quantity={"value": 1.5, "unit": "%"})).replace("1.5", number)

    with pytest.raises(FileRefusedError, match="json_number"):
        read_fhir(data, OPTIONS)
