"""An Apple Health export: only the provider's own records inside the zip are read."""

from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import Entry, Resources, collect, version_of
from cmlguide.exchange.fhir.documents import HOLDERS
from cmlguide.exchange.fhir.medicines import RESOURCES
from cmlguide.exchange.fhir.observations import names_something
from cmlguide.exchange.fhir.reader import preview_resources
from cmlguide.exchange.fhir.values import as_dict, load_json
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.files.text_of import decode
from cmlguide.exchange.files.zips import open_zip, read_entries
from cmlguide.exchange.preview.values import LeftOut, Options, Preview

SOURCE = "apple-health"
LARGEST_RECORDS = 40_000_000
_WANTED = (
    "Patient",
    *RESOURCES,
    *HOLDERS,
    "Medication",
    "Condition",
)
_NO_RECORDS = Reason("apple_without_records")


def read_apple(data: bytes, options: Options) -> Preview:
    """The preview of an Apple Health export. Raises FileRefusedError."""
    resources, broken = _records(data)
    if not resources.entries:
        return Preview(SOURCE, left_out=tuple(broken), problems=(_NO_RECORDS,))
    preview = preview_resources(resources, options, SOURCE)
    return Preview(**{**vars(preview), "left_out": (*preview.left_out, *broken)})


def _records(data: bytes) -> tuple[Resources, list[LeftOut]]:
    archive = open_zip(data)
    names = sorted(name for name in archive.namelist() if _is_record(name))
    entries, broken = [], []
    for name, content in read_entries(archive, names, LARGEST_RECORDS):
        short = name.rsplit("/", 1)[-1]
        try:
            entries.append(Entry(short, _worth_keeping(as_dict(load_json(decode(content))))))
        except FileRefusedError as error:
            broken.append(LeftOut(short, error.reason))
    return collect([entry for entry in entries if entry.type]), broken


def _worth_keeping(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource, or only its type if it is of no use to us: an export may contain thousands."""
    kind = resource.get("resourceType")
    wanted = kind in _WANTED or (kind == "Observation" and names_something(resource))
    return resource if wanted or version_of(resource) else {"resourceType": kind}


def _is_record(name: str) -> bool:
    return "clinical-records/" in name and name.endswith(".json")
