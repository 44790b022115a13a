"""Our bundle: the value shapes of docs/files.md, and reading it back into the record without loss."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from cmlguide.exchange.fhir.shapes import printable
from cmlguide.exchange.fhir.writer import write_fhir
from cmlguide.exchange.preview.answers import apply_answers
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from milestones.history import BloodCount, History, PersonFacts, Result, Treatment
from milestones.same_result import find_same_result
from tests.exchange.histories import HISTORIES

WRITTEN = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OPTIONS = Options(today=date(2036, 1, 1))
DAY = date(2026, 9, 7)
IS = "percent_is"


def bundle_of(history):
    return json.loads(write_fhir(history, "one person", WRITTEN), parse_float=str)


def observation_of(row):
    """The only observation in a history with one result."""
    found = [entry["resource"] for entry in bundle_of(History(results=(row,)))["entry"]]
    return next(one for one in found if one["resourceType"] == "Observation")


def quantity(value, comparator=None):
    shape = {"value": value, "unit": "% (IS)", "system": "http://unitsofmeasure.org", "code": "%"}
    return shape | ({"comparator": comparator} if comparator else {})


SHAPES = [
    (Result(DAY, value=Decimal("0.0030"), unit=IS), quantity("0.0030"), ["DET"]),
    (Result(DAY, "less_than", limit=Decimal("0.0032"), unit=IS), quantity("0.0032", "<"), ["<"]),
    (
        Result(DAY, "below_quantification", limit=Decimal("0.0032"), unit=IS),
        quantity("0.0032", "<"),
        ["<", "DET"],
    ),
    (Result(DAY, "not_detected", limit=Decimal("0.0032"), unit=IS), quantity("0.0032", "<"), ["ND"]),
    (Result(DAY, "above_limit", limit=Decimal("55.00"), unit=IS), quantity("55.00", ">"), [">", "DET"]),
]


@pytest.mark.parametrize(("row", "expected", "meanings"), SHAPES)
def test_each_kind_with_a_number_has_its_shape(row, expected, meanings):
    observation = observation_of(row)

    assert observation["valueQuantity"] == expected
    assert [one["coding"][0]["code"] for one in observation["interpretation"]] == meanings
    assert observation["code"]["coding"] == [{"system": "http://loinc.org", "code": "69380-4"}]


def test_not_detected_without_a_limit_has_no_number():
    observation = observation_of(Result(DAY, "not_detected"))

    assert observation["valueCodeableConcept"]["coding"][0]["code"] == "260415000"
    assert "valueQuantity" not in observation


@pytest.mark.parametrize(("method", "words"), [("qpcr", "RQ-PCR"), ("digital", "Digital PCR")])
def test_how_the_test_was_done_and_how_deep_it_can_measure_are_said(method, words):
    row = Result(DAY, value=Decimal("0.07"), unit=IS, method=method, quantifies_to=Decimal("0.0020"))
    observation = observation_of(row)

    assert observation["method"] == {"text": words}
    assert observation["component"] == [
        {"code": {"text": "limit of quantification"}, "valueQuantity": quantity("0.0020")}
    ]


def test_a_failed_sample_has_no_value_but_a_reason():
    observation = observation_of(Result(DAY, "no_result"))

    assert observation["dataAbsentReason"]["coding"][0]["code"] == "error"
    assert not [name for name in observation if name.startswith("value")]


def test_a_limit_is_said_in_words_too():
    row = Result(
        DAY, "not_detected", limit=Decimal("0.0032"), unit=IS, copies=45000, control_gene="ABL1", lab="City"
    )
    observation = observation_of(row)

    assert observation["note"] == [{"authorString": "meaning", "text": "not detected (limit 0.0032 % (IS))"}]
    assert observation["component"][0]["valueQuantity"]["value"] == 45000
    assert observation["performer"] == [{"display": "City"}]


def test_what_is_not_on_the_scale_never_has_its_code():
    for unit in ("ratio_percent", "mr", "log_reduction"):
        code = observation_of(Result(DAY, value=Decimal("3.2"), unit=unit))["code"]

        assert "69380-4" not in json.dumps(code)


def test_the_bundle_says_nothing_of_who_the_person_is():
    text = write_fhir(
        History(person=PersonFacts(born_year=1960, diagnosed_on=DAY)), "Jane Doe", WRITTEN
    ).decode()

    assert "Jane" not in text
    assert "1960" not in text


def test_the_same_record_gives_the_same_ids():
    row = Result(DAY, value=Decimal("0.0030"), unit=IS)

    assert bundle_of(History(results=(row, row))) == bundle_of(History(results=(row, row)))
    ids = [entry["resource"]["id"] for entry in bundle_of(History(results=(row, row)))["entry"]]
    assert len(set(ids)) == len(ids) == 3


def test_a_result_from_a_file_keeps_its_fingerprint():
    row = Result(DAY, value=Decimal("1"), unit=IS, extra={"source": {"kind": "csv", "sha256": "ab" * 32}})
    provenance = bundle_of(History(results=(row,)))["entry"][-1]["resource"]

    assert provenance["resourceType"] == "Provenance"
    assert provenance["entity"][0]["what"]["identifier"]["value"] == "ab" * 32


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_nothing_in_a_bundle_is_empty(history):
    def walk(value):
        assert value not in ([], {}, "", None)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    walk(json.loads(write_fhir(history, "one person", WRITTEN)))


def through_fhir(history):
    """The history written as FHIR and read back, every question answered with yes."""
    preview = preview_file(write_fhir(history, "one person", WRITTEN), OPTIONS)
    answers = {row.key: {ask.code: "yes" for ask in row.asks} for row in preview.results}
    settled = apply_answers(preview, answers, OPTIONS)

    assert (settled.unanswered, settled.problems) == ((), ())
    return preview, settled.history


def _plain(row, texts, dropped):
    """A row as FHIR can hold it: printable text, and no blank text."""
    held = {
        name: (printable(getattr(row, name)) if printable(getattr(row, name)).strip() else "")
        for name in texts
    }
    return str(sorted(vars(replace(row, **held, **dropped)).items()))


def _result(row):
    number = row.value is not None or row.limit is not None
    return _plain(row, ("lab", "note", "as_reported"), {"extra": {}, "unit": row.unit if number else None})


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_results_come_back_from_fhir_as_they_were(history):
    once: list[Result] = []
    for row in history.results:
        written = replace(row, lab=printable(row.lab) if printable(row.lab).strip() else "")
        numbered = row.value is not None or row.limit is not None
        if find_same_result(replace(written, unit=row.unit if numbered else None), once) is None:
            once.append(written)

    _, back = through_fhir(history)

    assert sorted(map(_result, back.results)) == sorted(map(_result, once))


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_medicines_and_diagnosis_come_back_from_fhir_as_they_were(history):
    preview, back = through_fhir(history)

    dropped = {"extra": {}}
    assert sorted(_plain(row, ("dose",), dropped) for row in back.treatments) == sorted(
        _plain(row, ("dose",), dropped) for row in history.treatments
    )
    assert preview.diagnosed_on == history.person.diagnosed_on


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_marrow_and_mutations_come_back_from_fhir_as_they_were(history):
    _, back = through_fhir(history)

    for name, texts in (("marrow", ("karyotype",)), ("mutations", ("name",))):
        came, went = (
            {_plain(row, texts, {"extra": {}, "key": ""}) for row in getattr(one, name)}
            for one in (back, history)
        )
        assert came == went


def test_blood_counts_come_back_from_fhir_as_they_were():
    count = BloodCount(
        DAY,
        wbc=Decimal("4.60"),
        hemoglobin=Decimal("13.2"),
        basophils_percent=Decimal("1"),
        spleen_felt=False,
    )
    _, back = through_fhir(History(blood_counts=(count,), treatments=(Treatment("imatinib", DAY),)))

    assert [replace(row, extra={}) for row in back.blood_counts] == [count]


def test_a_limit_filled_in_from_other_reports_is_left_out():
    stated = Result(date(2026, 6, 1), "not_detected", limit=Decimal("0.0032"), unit="percent_is")
    filled = replace(stated, extra={"limit_from_lab": True})
    plain = replace(stated, limit=None, unit=None)

    def written(result):
        return write_fhir(History(results=(result,)), "robin", datetime(2026, 7, 1, tzinfo=UTC))

    assert b"0.0032" in written(stated)
    assert b"0.0032" not in written(filled)
    assert b"260415000" in written(filled)
    assert written(filled) == written(plain)
