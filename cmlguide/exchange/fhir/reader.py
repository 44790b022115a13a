"""Reads FHIR resources into a preview."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import CLAIMS, OLDER, Entry, Resources, read_resources, version_of
from cmlguide.exchange.fhir.documents import HOLDERS, documents_of
from cmlguide.exchange.fhir.entries import is_entry, read_entry
from cmlguide.exchange.fhir.medicines import RESOURCES, counted, diagnosed_on, read_medicine
from cmlguide.exchange.fhir.observations import is_own, names_something, read_observation
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text
from cmlguide.exchange.files.limits import MOST_RESULTS, TOO_MUCH, FileRefusedError
from cmlguide.exchange.preview.lab_count import read_lab_row
from cmlguide.exchange.preview.lab_row import FoundCopies
from cmlguide.exchange.preview.medicines import put_together
from cmlguide.exchange.preview.one_sample import as_one_sample
from cmlguide.exchange.preview.people import Person, ask_patient, group_people, is_chosen, is_settled
from cmlguide.exchange.preview.values import (
    Attachment,
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
    copies: list[FoundCopies] = field(default_factory=list)
    own: list[FoundResult | FoundMedicine] = field(default_factory=list)
    medicines: list[FoundMedicine] = field(default_factory=list)
    entries: list[FoundEntry] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    diagnosed: date | None = None
    others: int = 0


def read_fhir(text: str, options: Options) -> Preview:
    """The preview of a FHIR file's text. Raises FileRefusedError."""
    return preview_resources(read_resources(text), options, "fhir-r4")


def preview_resources(resources: Resources, options: Options, source: str) -> Preview:
    """The preview of resources already read, from one file or from a phone's export."""
    older = Counter(version for entry in resources.entries if (version := version_of(entry.resource)))
    types = Counter(entry.type for entry in resources.entries)
    clinical = types["Observation"] + sum(types[name] for name in RESOURCES)
    if older and sum(older.values()) >= max(clinical, 1):
        version = older.most_common(1)[0][0]
        return Preview(version, problems=(Reason("older_file", {"version": OLDER[version]}),))
    if not clinical and any(types[name] for name in CLAIMS):
        return Preview("fhir-claims", problems=(Reason("claims_only"),))
    people = find_people(resources)
    groups = group_people(people.values())
    if not is_settled(groups, options.patient):
        first_ones = [people[key] for key in dict.fromkeys(groups.values())]
        return Preview(source, questions=(ask_patient("which_person", first_ones),))
    return complete_preview(_collect(resources, options, groups), options, source)


def _collect(resources: Resources, options: Options, groups: dict[str, str]) -> Preview:
    found = _Collected()
    several = len(set(groups.values())) > 1
    for entry in resources.entries:
        if several and not is_chosen(person_key(entry.resource, resources), groups, options.patient):
            continue
        version = version_of(entry.resource)
        if version:
            found.left_out.append(LeftOut(entry.where, Reason("older_entry", {"version": OLDER[version]})))
        else:
            _take(entry, resources, options, found)
    if found.others:
        found.left_out.append(LeftOut("the file", Reason("other_entries", {"count": found.others})))
    samples, same_samples = as_one_sample(found.results, found.copies)
    medicines, twice = put_together(found.medicines)
    return Preview(
        "",
        (*(row for row in found.own if isinstance(row, FoundResult)), *samples),
        tuple(found.counts),
        (*(row for row in found.own if isinstance(row, FoundMedicine)), *medicines),
        tuple(found.entries),
        left_out=(*counted(found.left_out), *same_samples, *twice),
        diagnosed_on=found.diagnosed,
        attachments=tuple(found.attachments),
    )


def _take(entry: Entry, resources: Resources, options: Options, found: _Collected) -> None:
    rows: list[Any] = []
    if entry.type == "Observation" and is_own(entry.resource) and is_entry(entry.resource):
        rows = [read_entry(entry)]
    elif entry.type == "Observation" and names_something(entry.resource):
        rows = [read_lab_row(row, options) for row in read_observation(entry, resources)]
    elif entry.type in RESOURCES:
        rows = [read_medicine(entry, resources)]
    elif entry.type == "Condition":
        found.diagnosed = found.diagnosed or diagnosed_on(entry)
    elif entry.type in HOLDERS:
        rows = list(documents_of(entry, resources))
    if not any(rows):
        found.others += 1
    for row in rows:
        if isinstance(row, FoundResult | FoundMedicine) and is_own(entry.resource):
            found.own.append(row)
        else:
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
    elif isinstance(row, FoundCopies):
        found.copies.append(row)
    elif isinstance(row, Attachment):
        found.attachments.append(row)
    elif isinstance(row, LeftOut):
        found.left_out.append(row)


CLINICAL = ("Observation", "Condition", "DiagnosticReport", "DocumentReference", *RESOURCES)


def find_people(resources: Resources) -> dict[str, Person]:
    """Everyone the clinical entries are about, by key; entries that name nobody are ignored."""
    people: dict[str, Person] = {}
    for entry in resources.entries:
        if entry.type in CLINICAL:
            person = _person(entry.resource, resources)
            if person and person.key not in people:
                people[person.key] = person
    return people


def person_key(resource: dict[str, Any], resources: Resources) -> str | None:
    """The key of the person an entry is about; None if it names nobody."""
    person = _person(resource, resources)
    return person.key if person else None


def _person(resource: dict[str, Any], resources: Resources) -> Person | None:
    """The person by name, birth date and number; by the reference alone if they are only referred to."""
    subject = as_dict(resource.get("subject") or resource.get("patient"))
    patient = resources.follow(subject, resource)
    name, born = _name_of(patient) or as_text(subject.get("display")), as_text(patient.get("birthDate"))
    numbers = frozenset(_number(as_dict(one)) for one in as_list(patient.get("identifier"))) - {""}
    identifier = as_text(as_dict(subject.get("identifier")).get("value"))
    key = _key(patient, name, born) or as_text(subject.get("reference")) or identifier
    return Person(key, name or key, born, numbers) if key else None


def _key(patient: dict[str, Any], name: str, born: str) -> str:
    return f"{name} {born}".strip().casefold() if patient and name else ""


def _number(identifier: dict[str, Any]) -> str:
    """A number together with its issuer; without one it cannot tell people apart."""
    system, value = as_text(identifier.get("system")), as_text(identifier.get("value"))
    return f"{system}|{value}" if system and value else ""


def _name_of(patient: dict[str, Any]) -> str:
    name = as_dict(next(iter(as_list(patient.get("name"))), {}))
    given = " ".join(part for part in as_list_of_text(name.get("given")))
    return as_text(name.get("text")) or f"{given} {as_text(name.get('family'))}".strip()


def as_list_of_text(value: Any) -> list[str]:
    """The strings in a list."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
