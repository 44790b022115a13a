"""Every bundle we write is valid FHIR R4: by its JSON schema, and by the invariants."""

import json
import os
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from fhirpathpy import compile as compile_path
from fhirpathpy.models import models
from hypothesis import given, settings

from cmlguide.exchange.fhir.writer import write_fhir
from milestones.history import BloodCount, History, Marrow, Mutation, PersonFacts, Result, Treatment
from tests.exchange.fhir.r4_schema import validator
from tests.exchange.histories import HISTORIES
from tests.npm_package import NotToBeHadError

WRITTEN = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = date(2026, 9, 7)
IS = "percent_is"
SCALE = {"system": "http://loinc.org", "code": "69380-4"}
RESULTS = (
    Result(DAY, value=Decimal("0.0030"), unit=IS, extra={"source": {"kind": "csv", "sha256": "ab" * 32}}),
    Result(DAY, "less_than", limit=Decimal("0.0032"), unit=IS),
    Result(DAY, "below_quantification", limit=Decimal("0.0032"), unit=IS),
    Result(DAY, "below_quantification"),
    Result(DAY, "not_detected", limit=Decimal("0.0032"), unit=IS, copies=45000, control_gene="ABL1"),
    Result(DAY, "not_detected"),
    Result(DAY, "above_limit", limit=Decimal("55.00"), unit=IS, specimen="marrow", lab="City"),
    Result(DAY, "no_result", note="spilled"),
    Result(DAY, "level", level="mr4.5"),
    Result(DAY, value=Decimal("0.121"), unit="ratio_percent", conversion_factor=Decimal("0.82")),
    Result(DAY, value=Decimal("3.2"), unit="mr"),
    Result(DAY, value=Decimal("3.2"), unit="log_reduction", as_reported="3.2 log"),
)
WHOLE = History(
    person=PersonFacts(diagnosed_on=DAY),
    treatments=(
        Treatment("imatinib", DAY, dose="400 mg"),
        Treatment("dasatinib", date(2024, 1, 1), DAY, stop_reason="side_effects"),
        Treatment("nilotinib", date(2023, 1, 1), date(2024, 1, 1)),
        Treatment("bosutinib", date(2022, 1, 1), date(2023, 1, 1), stop_reason="paused"),
    ),
    results=RESULTS,
    blood_counts=(
        BloodCount(DAY, wbc=Decimal("4.60"), hemoglobin=Decimal("13.2"), basophils_percent=Decimal(1)),
    ),
    marrow=(Marrow(DAY, 3, 20, Decimal("1.5"), "46,XX,t(9;22)(q34;q11)[3]/46,XX[17]"), Marrow(DAY)),
    mutations=(Mutation(DAY, "T315I", True), Mutation(DAY, "E255K"), Mutation(DAY)),
)  # fmt: skip
INVARIANTS = {
    "obs-3": "referenceRange.all(low.exists() or high.exists() or text.exists())",
    "obs-6": "dataAbsentReason.empty() or value.empty()",
    "obs-7": "value.empty() or "
    "component.code.where(coding.intersect(%resource.code.coding).exists()).empty()",
    "ips-2": "dataAbsentReason.exists() or hasMember.exists() or component.exists() or value.exists()",
    "ips-3": "component.all(value.exists() or dataAbsentReason.exists())",
    "effective": "effective.exists()",
    "performer": "performer.exists()",
    "us-core-3": "value.ofType(Quantity).empty() or value.ofType(Quantity).system = 'http://unitsofmeasure.org'",
}
PATHS = {name: compile_path(path, models["r4"]) for name, path in INVARIANTS.items()}


def written(history):
    return json.loads(write_fhir(history, "one person", WRITTEN), parse_float=Decimal)


def schema_problems(bundle):
    """What the schema says of the bundle and of each resource, by the definition of its own type."""
    resources = [entry["resource"] for entry in bundle["entry"]]
    shell = bundle | {"entry": [{"fullUrl": entry["fullUrl"]} for entry in bundle["entry"]]}
    return [
        (one["resourceType"], list(error.absolute_path), error.message)
        for one in (shell, *resources)
        for error in validator(one["resourceType"]).iter_errors(one)
    ]


@pytest.fixture(scope="module")
def r4_schema():
    try:
        validator("Bundle")
    except NotToBeHadError as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no FHIR R4 JSON schema: {reason}")


def test_bundle_of_every_kind_of_entry_is_valid_by_the_r4_schema(r4_schema):
    assert schema_problems(written(WHOLE)) == []


@settings(deadline=None, max_examples=100)
@given(HISTORIES)
def test_any_bundle_is_valid_by_the_r4_schema(r4_schema, history):
    assert schema_problems(written(history)) == []


def test_r4_schema_notices_what_is_not_valid(r4_schema):
    bundle = written(WHOLE)
    observation = next(
        one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Observation"
    )
    observation |= {"status": "done", "effectiveDateTime": "7 Sep 2026", "mood": "good"}

    paths = sorted(".".join(path) for _, path, _ in schema_problems(bundle))
    assert paths == ["", "effectiveDateTime", "status"]


def broken_invariants(bundle):
    return [
        (name, one["resource"]["code"])
        for one in bundle["entry"]
        if one["resource"]["resourceType"] == "Observation"
        for name, path in PATHS.items()
        if path(one["resource"], {"resource": one["resource"]}) != [True]
    ]


def test_observation_of_every_kind_keeps_the_invariants():
    assert broken_invariants(written(WHOLE)) == []


@settings(deadline=None, max_examples=40)
@given(HISTORIES)
def test_every_observation_keeps_the_invariants(history):
    assert broken_invariants(written(history)) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"referenceRange": [{"appliesTo": [{"text": "all"}]}]}, "obs-3"),
        ({"dataAbsentReason": {"text": "x"}}, "obs-6"),
        ({"component": [{"code": {"coding": [SCALE]}, "valueInteger": 1}]}, "obs-7"),
        ({"component": [{"code": {"text": "copies"}}]}, "ips-3"),
        ({"valueQuantity": None}, "ips-2"),
    ],
)  # fmt: skip
def test_an_invariant_that_is_broken_is_noticed(change, name):
    bundle = written(History(results=RESULTS[:1]))
    observation = bundle["entry"][1]["resource"]
    observation |= change

    observation = {key: value for key, value in observation.items() if value is not None}
    bundle["entry"][1]["resource"] = observation
    assert [broken for broken, _ in broken_invariants(bundle)] == [name]
