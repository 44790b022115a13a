"""FHIR resources into a preview."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import CLAIMS, OLDER, Entry, Resources, read_resources, version_of
from cmlguide.exchange.fhir.entries import is_entry, read_entry
from cmlguide.exchange.fhir.medicines import diagnosed_on, merge_prescriptions, read_medicine
from cmlguide.exchange.fhir.observations import is_own, names_something, read_observation
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text
from cmlguide.exchange.files.limits import MOST_RESULTS, TOO_MUCH, FileRefusedError
from cmlguide.exchange.preview.lab_row import read_lab_row
from cmlguide.exchange.preview.questions import ask_patient, name_person
from cmlguide.exchange.preview.values import (
    FoundCount,
    FoundEntry,
    FoundMedicine,
    FoundResult,
    LeftOut,
    Options,
    Preview,
)
from cmlguide.exchange.preview.whole_file import complete_preview


@dataclass
class _Collected:
    """What has been found so far."""

    results: list[FoundResult] = field(default_factory=list)
    counts: list[FoundCount] = field(default_factory=list)
    medicines: list[FoundMedicine] = field(default_factory=list)
    entries: list[FoundEntry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    diagnosed: date | None = None
    others: int = 0


def read_fhir(text: str, options: Options) -> Preview:
    """The preview of a FHIR file's text. Raises FileRefusedError."""
    return preview_resources(read_resources(text), options, "fhir-r4")


def preview_resources(resources: Resources, options: Options, source: str) -> Preview:
    """The preview of resources already read: of one file, or of a phone's export."""
    older = Counter(version for entry in resources.entries if (version := version_of(entry.resource)))
    types = Counter(entry.type for entry in resources.entries)
    clinical = types["Observation"] + types["MedicationRequest"] + types["MedicationStatement"]
    if older and sum(older.values()) >= max(clinical, 1):
        version = older.most_common(1)[0][0]
        return Preview(version, problems=(Reason("older_file", {"version": OLDER[version]}),))
    if not clinical and any(types[name] for name in CLAIMS):
        return Preview("fhir-claims", problems=(Reason("claims_only"),))
    people = find_people(resources)
    if len(people) > 1 and options.patient not in people:
        return Preview(source, questions=(ask_patient("which_person", people),))
    return complete_preview(_collect(resources, options, people), options, source)


def _collect(resources: Resources, options: Options, people: dict[str, Reason]) -> Preview:
    found = _Collected()
    for entry in resources.entries:
        if len(people) > 1 and person_key(entry.resource, resources) not in (None, options.patient):
            continue
        version = version_of(entry.resource)
        if version:
            found.left_out.append(LeftOut(entry.where, Reason("older_entry", {"version": OLDER[version]})))
        else:
            _take(entry, resources, options, found)
    if found.others:
        found.left_out.append(LeftOut("the file", Reason("other_entries", {"count": found.others})))
    return Preview(
        "",
        tuple(found.results),
        tuple(found.counts),
        tuple(merge_prescriptions(found.medicines)),
        tuple(found.entries),
        left_out=tuple(found.left_out),
        diagnosed_on=found.diagnosed,
    )


def _take(entry: Entry, resources: Resources, options: Options, found: _Collected) -> None:
    rows: list[Any] = []
    if entry.type == "Observation" and is_own(entry.resource) and is_entry(entry.resource):
        rows = [read_entry(entry)]
    elif entry.type == "Observation" and names_something(entry.resource):
        rows = [read_lab_row(row, options) for row in read_observation(entry, resources)]
    elif entry.type in ("MedicationRequest", "MedicationStatement"):
        rows = [read_medicine(entry, resources)]
    elif entry.type == "Condition":
        found.diagnosed = found.diagnosed or diagnosed_on(entry)
    if not any(rows):
        found.others += 1
    for row in rows:
        _sort(row, found)
    if len(found.results) + len(found.counts) + len(found.left_out) > MOST_RESULTS:
        raise FileRefusedError(TOO_MUCH)


def _sort(row: Any, found: _Collected) -> None:
    if isinstance(row, FoundResult):
        found.results.append(row)
    elif isinstance(row, FoundCount):
        found.counts.append(row)
    elif isinstance(row, FoundMedicine):
        found.medicines.append(row)
    elif isinstance(row, FoundEntry):
        found.entries.append(row)
    elif isinstance(row, LeftOut):
        found.left_out.append(row)


def find_people(resources: Resources) -> dict[str, Reason]:
    """Key -> name of every person the clinical entries are about; entries without one count for none."""
    people: dict[str, Reason] = {}
    for entry in resources.entries:
        if entry.type in ("Observation", "MedicationRequest", "MedicationStatement", "Condition"):
            key = person_key(entry.resource, resources)
            if key and key not in people:
                people[key] = _person_label(entry.resource, resources, key)
    return people


def person_key(resource: dict[str, Any], resources: Resources) -> str | None:
    """One key for a person: name and birth date where known (two portals number one person twice)."""
    subject = as_dict(resource.get("subject"))
    patient = resources.follow(subject, resource)
    name = _name_of(patient)
    if name:
        return f"{name} {as_text(patient.get('birthDate'))}".strip().casefold()
    identifier = as_text(as_dict(subject.get("identifier")).get("value"))
    return as_text(subject.get("reference")) or identifier or None


def _person_label(resource: dict[str, Any], resources: Resources, key: str) -> Reason:
    subject = as_dict(resource.get("subject"))
    patient = resources.follow(subject, resource)
    name = _name_of(patient) or as_text(subject.get("display"))
    return name_person(name, as_text(patient.get("birthDate"))) if name else name_person(key, "")


def _name_of(patient: dict[str, Any]) -> str:
    name = as_dict(next(iter(as_list(patient.get("name"))), {}))
    given = " ".join(part for part in as_list_of_text(name.get("given")))
    return as_text(name.get("text")) or f"{given} {as_text(name.get('family'))}".strip()


def as_list_of_text(value: Any) -> list[str]:
    """The strings in a list."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
