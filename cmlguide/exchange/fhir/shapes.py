"""One entry of a record as a FHIR R4 resource, in the shapes described in docs/files.md."""

import re
import uuid
from decimal import Decimal
from typing import Any

from cmlguide.exchange.fhir.entries import entry_parts, own_extensions
from cmlguide.exchange.preview.counts import FIELDS
from cmlguide.exchange.preview.entries import AnEntry
from cmlguide.exchange.preview.values import FoundCount
from cmlguide.exchange.terms.names import LOINC_SYSTEM
from milestones.history import Marrow, Mutation, PersonFacts, Result, Treatment

UCUM = "http://unitsofmeasure.org"
SNOMED = "http://snomed.info/sct"
INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
PATIENT_SUPPLIED = {
    "system": "http://hl7.org/fhir/us/core/CodeSystem/us-core-tags",
    "code": "patient-supplied",
}
OWN = {"system": "urn:cmlguide", "code": "record"}
"""On every resource we write: our reader then takes its units as stated, with nothing left to ask."""

UNITS = {
    "percent_is": ("% (IS)", "%"),
    "ratio_percent": ("%", "%"),
    "mr": ("MR", "{MR}"),
    "log_reduction": ("log", "{log}"),
}
CODES = {
    "percent_is": ("69380-4", "BCR::ABL1 % (IS)"),
    "ratio_percent": ("55147-3", "BCR::ABL1 raw ratio, not IS"),
}
TEXT_ONLY = "BCR::ABL1, as the lab reported it"
MEANS = {
    "less_than": (("<", "Off scale low"),),
    "below_quantification": (("<", "Off scale low"), ("DET", "Detected")),
    "not_detected": (("ND", "Not detected"),),
    "above_limit": ((">", "Off scale high"), ("DET", "Detected")),
    "value": (("DET", "Detected"),),
}
SAID = {"not_detected": "not detected", "below_quantification": "detected, below quantification"}
SNOMED_CODES = {
    "not_detected": ("260415000", "Not detected"),
    "below_quantification": ("260373001", "Detected"),
}
METHODS = {"qpcr": "RQ-PCR", "digital": "Digital PCR"}
QUANTIFIES_TO = "limit of quantification"
LEVELS = {"emr": "EMR", "mr2": "MR2", "mmr": "MMR", "mr4": "MR4", "mr4.5": "MR4.5", "mr5": "MR5"}
NOTE, AS_REPORTED, MEANING = "note", "as reported", "meaning"
COUNT_CODES = {
    "wbc": ("6690-2", "Leukocytes"),
    "hemoglobin": ("718-7", "Hemoglobin"),
    "platelets": ("777-3", "Platelets"),
    "neutrophils": ("751-8", "Neutrophils"),
    "basophils": ("706-2", "Basophils per 100 leukocytes"),
    "eosinophils": ("713-8", "Eosinophils per 100 leukocytes"),
    "blasts": ("709-6", "Blasts per 100 leukocytes"),
}
COUNT_UNITS = {"10^9/L": "10*9/L", "g/dL": "g/dL", "%": "%"}
STATUS = {None: "active", "working_less_well": "stopped", "side_effects": "stopped", "paused": "on-hold"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_OTHER_SPACE = re.compile(r"[^\S \r\n\t]|\ufeff")
_NAMESPACE = uuid.UUID("6f0f4b3e-6a52-5d4c-9c39-0f6b7f1f3a58")


def stable_id(*facts: str) -> str:
    """An id that is the same for the same facts in every export, so that importing twice adds nothing."""
    return str(uuid.uuid5(_NAMESPACE, "\0".join(facts)))


def result_resource(row: Result, patient: str) -> dict[str, Any]:
    """An Observation for one result; `patient` is the reference to the person."""
    number = row.value if row.value is not None else row.limit
    facts = (
        row.collected_on.isoformat(),
        row.kind,
        str(number),
        str(row.unit),
        str(row.level),
        row.specimen,
        row.lab,
    )
    observation = _observation(stable_id(patient, "result", *facts), row.collected_on.isoformat(), patient)
    observation |= {"code": _result_code(row), **_value(row, number), "note": _notes(row)}
    meanings = [{"coding": [_coding(INTERPRETATION, *one)]} for one in MEANS.get(row.kind, ())]
    observation["interpretation"] = meanings
    if printable(row.lab).strip():
        observation["performer"] = [{"display": printable(row.lab)}]
    if row.specimen == "marrow":
        observation["specimen"] = {"display": "Bone marrow"}
    if row.method:
        observation["method"] = {"text": METHODS[row.method]}
    observation["component"] = _components(row)
    flags = {"baseline": row.baseline or None, "checked-against-letter": row.checked_against_letter or None}
    observation["extension"] = own_extensions(**flags)
    return without_empty(observation)


def _observation(identity: str, day: str, patient: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": identity,
        "meta": {"tag": [PATIENT_SUPPLIED, OWN]},
        "status": "final",
        "category": [{"coding": [_coding(CATEGORY, "laboratory", "Laboratory")]}],
        "subject": {"reference": patient},
        "effectiveDateTime": day,
        "performer": [{"reference": patient}],
    }


def _coding(system: str, code: str, display: str) -> dict[str, str]:
    return {"system": system, "code": code, "display": display}


def _result_code(row: Result) -> dict[str, Any]:
    code, text = CODES.get(row.unit or "percent_is", ("", TEXT_ONLY))
    if row.kind == "level":
        code, text = "", TEXT_ONLY
    coding = [{"system": LOINC_SYSTEM, "code": code}] if code else []
    return without_empty({"coding": coding, "text": text})


def _value(row: Result, number: Decimal | None) -> dict[str, Any]:
    """value[x], or the reason why there is none. A number stays exact;
    a missing one is never written as 0."""
    if row.kind == "no_result":
        return {"dataAbsentReason": {"coding": [_coding(ABSENT, "error", "Error")]}}
    if row.kind == "level":
        return {"valueString": LEVELS[row.level or "mmr"]}
    if number is None:
        concept = _coding(SNOMED, *SNOMED_CODES[row.kind])
        return {"valueCodeableConcept": {"coding": [concept], "text": SAID[row.kind]}}
    unit, code = UNITS[row.unit or "percent_is"]
    quantity: dict[str, Any] = {"value": number, "unit": unit, "system": UCUM, "code": code}
    if row.value is None:
        quantity["comparator"] = ">" if row.kind == "above_limit" else "<"
    return {"valueQuantity": quantity}


def _notes(row: Result) -> list[dict[str, str]]:
    """The comparator in words too, since a receiver may ignore it; the person's note; the lab's text."""
    meaning = ""
    if row.kind in SAID and row.limit is not None:
        meaning = f"{SAID[row.kind]} (limit {row.limit} {UNITS[row.unit or 'percent_is'][0]})"
    elif row.kind in ("less_than", "above_limit"):
        words = "less than" if row.kind == "less_than" else "more than"
        meaning = f"{words} {row.limit} {UNITS[row.unit or 'percent_is'][0]}"
    said = ((MEANING, meaning), (NOTE, row.note), (AS_REPORTED, row.as_reported))
    return [
        {"authorString": author, "text": printable(text)} for author, text in said if printable(text).strip()
    ]


def _components(row: Result) -> list[dict[str, Any]]:
    components = []
    if row.copies is not None:
        gene = row.control_gene or "control gene"
        copies = {"value": row.copies, "unit": "copies", "system": UCUM, "code": "{copies}"}
        components.append({"code": {"text": f"{printable(gene)} copies"}, "valueQuantity": copies})
    elif row.control_gene:
        components.append({"code": {"text": "control gene"}, "valueString": printable(row.control_gene)})
    if row.conversion_factor is not None:
        factor = {"value": row.conversion_factor, "unit": "1", "system": UCUM, "code": "1"}
        components.append({"code": {"text": "conversion factor"}, "valueQuantity": factor})
    if row.quantifies_to is not None:
        unit, code = UNITS["percent_is"]
        limit = {"value": row.quantifies_to, "unit": unit, "system": UCUM, "code": code}
        components.append({"code": {"text": QUANTIFIES_TO}, "valueQuantity": limit})
    return components


def count_resource(row: FoundCount, patient: str) -> dict[str, Any]:
    """An Observation for one number of a blood count."""
    day, unit = row.collected_on.isoformat(), COUNT_UNITS[FIELDS[row.item][1]]
    code, text = COUNT_CODES[row.item]
    observation = _observation(stable_id(patient, "count", day, row.item, str(row.value)), day, patient)
    observation["code"] = {"coding": [{"system": LOINC_SYSTEM, "code": code}], "text": text}
    observation["valueQuantity"] = {"value": row.value, "unit": unit, "system": UCUM, "code": unit}
    return observation


def entry_resource(entry: AnEntry, patient: str) -> dict[str, Any]:
    """An Observation for a marrow test, a mutation, or the signs of a blood count."""
    day = (entry.found_on if isinstance(entry, Mutation) else entry.collected_on).isoformat()
    parts = without_empty(_printable_parts(entry_parts(entry)))
    if "component" not in parts and "valueString" not in parts:
        parts["dataAbsentReason"] = {"coding": [_coding(ABSENT, "unknown", "Unknown")]}
    facts = (type(entry).__name__, day, str(parts))
    specimen = {"specimen": {"display": "Bone marrow"}} if isinstance(entry, Marrow) else {}
    return _observation(stable_id(patient, "entry", *facts), day, patient) | parts | specimen


def _printable_parts(value: Any) -> Any:
    """Every text made printable; a component whose text is blank is dropped."""
    if isinstance(value, dict):
        return {name: _printable_parts(inner) for name, inner in value.items()}
    if isinstance(value, list):
        inner_ones = [_printable_parts(inner) for inner in value]
        return [one for one in inner_ones if one.get("valueString") != ""]
    if isinstance(value, str):
        return printable(value) if printable(value).strip() else ""
    return value


def treatment_resource(row: Treatment, patient: str) -> dict[str, Any]:
    """A MedicationStatement for one medicine (never a request: nobody prescribes here)."""
    started = row.started_on.isoformat()
    stopped = None if row.stopped_on is None else row.stopped_on.isoformat()
    status = "active" if stopped is None else STATUS.get(row.stop_reason, "completed")
    statement = {
        "resourceType": "MedicationStatement",
        "id": stable_id(patient, "medicine", row.medicine, started, row.dose),
        "meta": {"tag": [PATIENT_SUPPLIED, OWN]},
        "status": "completed" if stopped and status == "active" else status,
        "statusReason": [{"text": row.stop_reason}] if row.stop_reason else [],
        "medicationCodeableConcept": {"text": printable(row.medicine)},
        "subject": {"reference": patient},
        "effectivePeriod": {"start": started, **({"end": stopped} if stopped else {})},
        "informationSource": {"reference": patient},
        "dosage": [{"text": printable(row.dose)}] if printable(row.dose).strip() else [],
        "extension": own_extensions(**{"keep-clock": row.keep_clock, "tki": row.tki}),
    }
    return without_empty(statement)


def diagnosis_resource(person: PersonFacts, patient: str) -> dict[str, Any]:
    """A Condition for CML, starting on the day of diagnosis."""
    clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical"
    return {
        "resourceType": "Condition",
        "id": stable_id(patient, "diagnosis"),
        "meta": {"tag": [PATIENT_SUPPLIED, OWN]},
        "clinicalStatus": {"coding": [{"system": clinical, "code": "active"}]},
        "code": {
            "coding": [{"system": SNOMED, "code": "92818009"}],
            "text": "Chronic myeloid leukemia",
        },
        "subject": {"reference": patient},
        "onsetDateTime": str(person.diagnosed_on),
    }


def printable(text: str) -> str:
    """The text as a FHIR string may contain it: no control characters, and only plain spaces."""
    return _OTHER_SPACE.sub(" ", _CONTROL.sub("", text))


def without_empty(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource without empty lists and texts, which FHIR does not allow."""
    return {name: value for name, value in resource.items() if value not in ([], {}, "", None)}
