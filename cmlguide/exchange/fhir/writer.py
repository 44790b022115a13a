"""Writes a record as a FHIR R4 bundle: results, counts, medicines, marrow, mutations, day of diagnosis."""

import json
import re
from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any

from cmlguide.exchange.fhir.shapes import (
    OWN,
    count_resource,
    diagnosis_resource,
    entry_resource,
    result_resource,
    stable_id,
    treatment_resource,
    without_empty,
)
from cmlguide.exchange.preview.counts import found_counts
from cmlguide.exchange.preview.entries import entries_of
from cmlguide.exchange.preview.filled_limits import as_the_report_says
from milestones.history import History, Result

_EXACT = re.compile(r'"\\u0000(-?\d[\d.]*)"')


def write_fhir(history: History, person: str, written_at: datetime) -> bytes:
    """The bundle: no name and no birth date. `written_at` needs a time zone.

    `person` is any text that stays the same for one record; it keeps the ids stable and is not written
    itself. The diary, visits and settings are left out: the backup file holds everything.
    """
    identity = stable_id("patient", person)
    patient = f"urn:uuid:{identity}"
    results = _apart([result_resource(as_the_report_says(row), patient) for row in history.results])
    resources: list[dict[str, Any]] = [{"resourceType": "Patient", "id": identity, "meta": {"tag": [OWN]}}]
    if history.person.diagnosed_on:
        resources.append(diagnosis_resource(history.person, patient))
    resources += _apart([treatment_resource(row, patient) for row in history.treatments])
    resources += results
    counts = [row for count in history.blood_counts for row in found_counts(count, "")]
    resources += _apart([count_resource(row, patient) for row in counts])
    resources += _apart([entry_resource(entry, patient) for _, entry in entries_of(history)])
    for row, resource in zip(history.results, results, strict=True):
        resources += _provenance(row, resource["id"], patient, written_at)
    return _exact_json(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": written_at.isoformat(timespec="seconds"),
            "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
        }
    )


def _apart(resources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The resources, each with an id of its own: entries with identical facts are numbered."""
    seen: Counter[str] = Counter()
    numbered = []
    for resource in resources:
        again = seen[resource["id"]]
        seen[resource["id"]] += 1
        numbered.append(resource | {"id": stable_id(resource["id"], str(again))} if again else resource)
    return numbered


def _provenance(row: Result, target: str, patient: str, written_at: datetime) -> list[dict[str, Any]]:
    """For a result that came from a file, that file's hash."""
    source = row.extra.get("source")
    if not isinstance(source, dict) or not source.get("sha256"):
        return []
    return [_provenance_of(target, dict(source), patient, written_at)]


def _provenance_of(target: str, source: dict[str, Any], patient: str, written_at: datetime) -> dict[str, Any]:
    what = {"identifier": {"system": "urn:cmlguide:sha256", "value": str(source["sha256"])}}
    display = f"{source.get('kind', '')} {source.get('where', '')}".strip()
    return {
        "resourceType": "Provenance",
        "id": stable_id("provenance", target),
        "target": [{"reference": f"urn:uuid:{target}"}],
        "recorded": written_at.isoformat(timespec="seconds"),
        "agent": [{"who": {"reference": patient}}],
        "entity": [{"role": "source", "what": without_empty({**what, "display": display})}],
    }


def _exact_json(bundle: dict[str, Any]) -> bytes:
    """JSON in which each Decimal is a number with all its digits: 0.0030 stays 0.0030."""
    text = json.dumps(bundle, indent=1, ensure_ascii=True, default=_mark)
    return _EXACT.sub(r"\1", text).encode("utf-8")


def _mark(value: object) -> str:
    if isinstance(value, Decimal):
        return "\0" + format(value, "f")
    raise TypeError(f"{value!r} has no place in a bundle")
