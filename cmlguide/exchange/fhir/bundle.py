"""The resources of a file, whatever contains them: a Bundle of any type, a list, one resource, or lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text, load_json
from cmlguide.exchange.files.limits import FileRefusedError

MOST_RESOURCES = 100_000
CLAIMS = ("ExplanationOfBenefit", "Claim", "Coverage", "ClaimResponse")
OLDER: dict[str, str] = {"fhir-dstu2": "FHIR DSTU2", "fhir-stu3": "FHIR STU3"}
"""The kind of file -> the name of its version."""


@dataclass(frozen=True)
class Entry:
    """One resource and its place in the file."""

    where: str
    resource: dict[str, Any]
    url: str = ""

    @property
    def type(self) -> str:
        """The resource's type, such as Observation."""
        return as_text(self.resource.get("resourceType"))


@dataclass(frozen=True)
class Resources:
    """All resources of a file, with a way to follow references between them.

    `reports` maps a resource's identity to the DiagnosticReport that lists it as a result, `panels` to the
    Observation that has it as a member.
    """

    entries: tuple[Entry, ...]
    by_reference: dict[str, dict[str, Any]] = field(default_factory=dict)
    reports: dict[int, dict[str, Any]] = field(default_factory=dict)
    panels: dict[int, dict[str, Any]] = field(default_factory=dict)

    def panel_of(self, resource: dict[str, Any]) -> dict[str, Any]:
        """The panel the resource is a member of, or {}."""
        return self.panels.get(id(resource), {})

    def report_of(self, resource: dict[str, Any]) -> dict[str, Any]:
        """The report that lists the resource as a result, or {}."""
        return self.reports.get(id(resource), {})

    def follow(self, reference: Any, holder: dict[str, Any]) -> dict[str, Any]:
        """The resource a Reference points to, in its holder or in the file; {} when it is elsewhere."""
        target = as_text(as_dict(reference).get("reference"))
        if target.startswith("#"):
            contained = (as_dict(inner) for inner in as_list(holder.get("contained")))
            return next((inner for inner in contained if inner.get("id") == target[1:]), {})
        return self.by_reference.get(target) or self.by_reference.get("/".join(target.split("/")[-2:])) or {}


def read_resources(text: str) -> Resources:
    """The resources in JSON or NDJSON text. Raises FileRefusedError."""
    entries = list(_entries(text))
    if len(entries) > MOST_RESOURCES:
        raise FileRefusedError(Reason("entries_too_many", {"most": MOST_RESOURCES}))
    return collect(entries)


def collect(entries: list[Entry]) -> Resources:
    """The entries, with their references indexed."""
    index: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if entry.url:
            index[entry.url] = entry.resource
        if entry.resource.get("id"):
            index[f"{entry.type}/{entry.resource['id']}"] = entry.resource
    resources = Resources(tuple(entries), index)
    for entry in entries:
        if entry.type == "DiagnosticReport":
            for reference in as_list(entry.resource.get("result")):
                resources.reports[id(resources.follow(reference, entry.resource))] = entry.resource
        if entry.type == "Observation":
            for reference in as_list(entry.resource.get("hasMember")):
                resources.panels[id(resources.follow(reference, entry.resource))] = entry.resource
    return resources


def _entries(text: str) -> Iterator[Entry]:
    if _is_lines(text):
        yield from _lines(text)
        return
    tables = load_json(text)
    if not isinstance(tables, dict | list):
        raise FileRefusedError(Reason("json_other"))
    yield from _unpack(tables, "the file")


def _is_lines(text: str) -> bool:
    """Whether this is NDJSON, one resource per line: its first two lines are each a complete object."""
    first = [line.strip() for line in text[:2_000_000].lstrip("\ufeff").split("\n", 3)[:3] if line.strip()][
        :2
    ]
    return len(first) == 2 and all(line.startswith("{") for line in first) and first[0].endswith("}")


def _lines(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield from _unpack(load_json(line), f"line {number}")


def _unpack(value: Any, where: str) -> Iterator[Entry]:
    stack = [(value, where, "")]
    while stack:
        node, place, url = stack.pop()
        if isinstance(node, list):
            stack += [(item, f"entry {number}", "") for number, item in _numbered(node)]
        elif isinstance(node, dict) and node.get("resourceType") == "Bundle":
            entries = [as_dict(item) for item in as_list(node.get("entry"))]
            inner = [
                (item.get("resource"), f"entry {n}", as_text(item.get("fullUrl")))
                for n, item in _numbered(entries)
            ]
            stack += inner
        elif isinstance(node, dict) and isinstance(node.get("resourceType"), str):
            yield Entry(_place(place, node), node, url)
            if node["resourceType"] in ("DiagnosticReport", "Observation"):
                contained = [as_dict(inner) for inner in as_list(node.get("contained"))]
                stack += [
                    (inner, place, "")
                    for inner in contained[::-1]
                    if inner.get("resourceType") == "Observation"
                ]


def _numbered(items: list[Any]) -> list[tuple[int, Any]]:
    """The items with their numbers, last to first, so that a stack yields them in file order."""
    return list(enumerate(items, 1))[::-1]


def _place(where: str, resource: dict[str, Any]) -> str:
    name = f"{as_text(resource.get('resourceType'))[:40]} {as_text(resource.get('id'))[:40]}".strip()
    return f"{where}: {name}"


def version_of(resource: dict[str, Any]) -> str | None:
    """ "fhir-dstu2" or "fhir-stu3" when the shape gives it away, else None (read as R4)."""
    kind = resource.get("resourceType")
    if kind == "MedicationOrder" or (kind == "Observation" and isinstance(resource.get("category"), dict)):
        return "fhir-dstu2"
    if kind in ("Condition", "MedicationStatement") and "patient" in resource:
        return "fhir-dstu2"
    if kind == "Observation" and (
        "comments" in resource or ("related" in resource and "context" not in resource)
    ):
        return "fhir-dstu2"
    if kind == "Observation" and ("comment" in resource or "context" in resource):
        return "fhir-stu3"
    if kind in ("MedicationRequest", "Condition") and "context" in resource:
        return "fhir-stu3"
    if kind == "MedicationStatement" and "taken" in resource:  # R4 has `context` too, but not `taken`
        return "fhir-stu3"
    if kind == "Condition" and isinstance(resource.get("clinicalStatus"), str):
        return "fhir-stu3"
    return None
