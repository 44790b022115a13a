"""Invented FHIR resources in the shapes portals give."""

import json

LOINC = "http://loinc.org"
ANNA = {
    "resourceType": "Patient",
    "id": "a",
    "name": [{"given": ["Anna"], "family": "Ash"}],
    "birthDate": "1970-01-01",
}
BEN = {"resourceType": "Patient", "id": "b", "name": [{"text": "Ben Birch"}], "birthDate": "1980-01-01"}


def observation(code="69380-4", display="", quantity=None, **fields):
    """An observation of 5 January 2026 with one LOINC code and a quantity."""
    coding = {"system": LOINC, "code": code} | ({"display": display} if display else {})
    resource = {
        "resourceType": "Observation",
        "id": "o1",
        "status": "final",
        "code": {"coding": [coding]},
        "effectiveDateTime": "2026-01-05T08:30:00+01:00",
    }
    if quantity is not None:
        resource["valueQuantity"] = quantity
    return resource | fields


def bundle(*resources, kind="collection"):
    """The text of a bundle."""
    entries = [{"fullUrl": f"urn:uuid:{number}", "resource": one} for number, one in enumerate(resources)]
    return json.dumps({"resourceType": "Bundle", "type": kind, "entry": entries})


def medication(kind="MedicationStatement", text="imatinib 400 mg", **fields):
    """A medicine named only in words."""
    return {
        "resourceType": kind,
        "id": "m1",
        "status": "active",
        "medicationCodeableConcept": {"text": text},
    } | fields
