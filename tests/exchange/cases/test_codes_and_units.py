"""Codes versus units, values inside others, several rows for one sample: short files made here."""

import pytest

from tests.exchange.cases.short_files import PERCENT, asks_of, codes_of, counts_of, named, read, results_of
from tests.exchange.fhir.resources import ANNA, bundle, observation


@pytest.mark.parametrize(
    ("quantity", "ask"),
    [
        ({"value": 0.0012, "unit": "ratio"}, "ask_ratio_or_percent"),
        ({"value": 0.0012, "code": "{Ratio}"}, "ask_ratio_or_percent"),
        ({"value": 3.2, "unit": "log10"}, "ask_log_from"),
        ({"value": 3.2, "unit": "log reduction", "code": "1"}, "ask_scale"),
        ({"value": 0.05}, "ask_scale"),
        ({"value": 0.05, "unit": "NCN"}, "ask_scale"),
        ({"value": 0.05, "unit": "%", "code": "1"}, "ask_scale"),
        ({"value": 0.0032, "comparator": "<"}, "ask_scale"),
    ],
)
def test_a_code_of_the_scale_with_another_unit_is_asked(quantity, ask):
    shown = read(bundle(ANNA, observation(quantity=quantity)))

    assert ask in asks_of(shown)


@pytest.mark.parametrize("unit", ["%", "% (IS)", "{%IS}", "percent", "% IS", "Prozent"])
def test_a_code_of_the_scale_with_a_percent_is_filed(unit):
    shown = read(bundle(ANNA, observation(quantity={"value": 0.024, "unit": unit})))

    assert (results_of(shown), asks_of(shown)) == ([("value", "0.024", "percent_is")], set())


@pytest.mark.parametrize("unit", ["copies", "{copies}", "copies/mL", "Kopien"])
def test_copies_are_never_a_percent(unit):
    shown = read(bundle(ANNA, observation(quantity={"value": 58, "unit": unit})))

    assert (shown["results"], codes_of(shown) >= {"test_copies"}) == ([], True)


def test_a_panel_of_components_gives_its_percent_with_the_copies_behind_it():
    parts = [
        {"code": {"text": "Ratio (IS)"}, "valueQuantity": {"value": 0.031, "unit": "%"}},
        {"code": {"text": "ABL1 Kopien"}, "valueQuantity": {"value": 44200}},
        {"code": {"text": "BCR-ABL1 copies"}, "valueQuantity": {"value": 12}},
        {"code": {"text": "Cycle threshold BCR-ABL1"}, "valueQuantity": {"value": 31.2}},
    ]
    shown = read(bundle(ANNA, named("BCR-ABL1 p210", component=parts)))

    (row,) = shown["results"]
    assert (row["value"], row["unit"], row["copies"], row["control_gene"]) == (
        "0.031",
        "percent_is",
        44200,
        "ABL1",
    )


@pytest.mark.parametrize(
    ("code", "system", "kind"),
    [
        ("260415000", "http://snomed.info/sct", "not_detected"),
        ("LA11883-8", "http://loinc.org", "not_detected"),
        ("260385009", "http://snomed.info/sct", "not_detected"),
        ("LA15841-2", "http://loinc.org", "no_result"),
    ],
)
def test_a_coded_answer_alone_is_understood(code, system, kind):
    answer = {"coding": [{"system": system, "code": code}]}
    shown = read(bundle(ANNA, observation(valueCodeableConcept=answer)))

    assert [row["kind"] for row in shown["results"]] == [kind]


def test_a_member_takes_its_day_from_the_panel_of_the_panel():
    member = observation(quantity=PERCENT, id="m")
    del member["effectiveDateTime"]
    inner = named("Ratio", id="i", hasMember=[{"reference": "Observation/m"}])
    del inner["effectiveDateTime"]
    outer = named("Panel", id="p", hasMember=[{"reference": "Observation/i"}], effectiveDateTime="2026-05-19")

    assert read(bundle(ANNA, outer, inner, member))["results"][0]["collected_on"] == "2026-05-19"


@pytest.mark.parametrize(
    ("written", "item", "code", "kept"),
    [
        ("4.9 x10^9/L", "wbc", "6690-2", ("wbc", "4.9", "10^9/L")),
        ("128 g/L", "hemoglobin", "718-7", ("hemoglobin", "12.8", "g/dL")),
        ("214", "platelets", "777-3", ("platelets", "214", None)),
        ("5,400 /uL", "wbc", "6690-2", ("wbc", "5.4", "10^9/L")),
    ],
)
def test_a_count_written_as_text_is_read_with_its_unit(written, item, code, kept):
    shown = read(bundle(ANNA, observation(code, item, valueString=written)))

    assert counts_of(shown) == {kept}


def test_a_count_that_is_only_a_limit_is_left_out_by_name():
    shown = read(bundle(ANNA, observation("30180-4", "Basophils", valueString="<0.1 %")))

    assert (counts_of(shown), "count_limited" in codes_of(shown)) == (set(), True)


def test_of_raw_percent_and_mr_of_a_day_the_mr_is_the_result():
    raw = observation("55147-3", "BCR-ABL1/ABL1", PERCENT, id="o1")
    mr = named("BCR-ABL1 MR", {"value": 3.4}, id="o2")
    shown = read(bundle(ANNA, raw, mr))

    assert results_of(shown) == [("value", "3.4", "mr")]
    assert "same_sample" in codes_of(shown)


def test_two_laboratories_of_a_day_are_two_samples():
    one = observation(quantity=PERCENT, id="o1", performer=[{"display": "City"}])
    two = observation("55147-3", "", PERCENT, id="o2", performer=[{"display": "Hill"}])

    assert len(read(bundle(ANNA, one, two))["results"]) == 2


def test_copies_of_another_day_stay_by_themselves():
    copies = named("ABL1 copies", {"value": 50000}, id="o2", effectiveDateTime="2026-02-05")
    shown = read(bundle(ANNA, observation(quantity=PERCENT, id="o1"), copies))

    assert (shown["results"][0]["copies"], "test_copies" in codes_of(shown)) == (None, True)
