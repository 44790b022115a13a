"""CML medicines and the day of diagnosis in FHIR resources."""

from datetime import date
from typing import Any

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import Entry, Resources
from cmlguide.exchange.fhir.entries import own_flag
from cmlguide.exchange.fhir.observations import is_own
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text, codes_of, codings, concept_text
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Ask, FoundMedicine, LeftOut
from cmlguide.exchange.terms.names import cml_medicine
from cmlguide.exchange.typed.date import read_date
from milestones.history import STOP_REASONS

NOT_TAKEN = ("entered-in-error", "not-taken", "cancelled", "draft", "intended")
ENDED = ("stopped", "completed")
_CML_SNOMED = "92818009"
_CML_ICD10 = "C92.1"
_CML_WORDS = ("chronic myeloid leuk", "chronic myelogenous leuk", "chronic myelocytic leuk")


def read_medicine(entry: Entry, resources: Resources) -> FoundMedicine | LeftOut | None:
    """The CML medicine a MedicationRequest or MedicationStatement names; None for any other medicine."""
    resource = entry.resource
    name, named = _name(resource, resources)
    medicine = name if is_own(resource) else cml_medicine(name, named)
    if medicine is None:
        return None
    status = as_text(resource.get("status"))
    if status in NOT_TAKEN:
        return LeftOut(entry.where, Reason("not_taken_status", {"text": shorten(name, 60), "status": status}))
    period = as_dict(resource.get("effectivePeriod"))
    started = _day(period.get("start") or resource.get("effectiveDateTime") or resource.get("authoredOn"))
    prescribed_only = resource.get("resourceType") == "MedicationRequest"
    asks = (Ask(codes.ASK_STARTED),) if started is None or prescribed_only else ()
    stopped = _day(period.get("end")) if status in (*ENDED, "") or period.get("end") else None
    return FoundMedicine(
        where=entry.where,
        raw=shorten(name),
        medicine=medicine,
        started_on=started,
        stopped_on=stopped if not (started and stopped and stopped < started) else None,
        dose=_dose(resource),
        stop_reason=_stop_reason(resource),
        keep_clock=own_flag(resource, "keep-clock"),
        tki=own_flag(resource, "tki"),
        asks=asks,
    )


def _name(resource: dict[str, Any], resources: Resources) -> tuple[str, tuple[str, ...]]:
    concept = resource.get("medicationCodeableConcept")
    if concept is None:
        reference = as_dict(resource.get("medicationReference"))
        concept = resources.follow(reference, resource).get("code") or {"text": reference.get("display")}
    return concept_text(concept), codes_of(concept)


def _stop_reason(resource: dict[str, Any]) -> str | None:
    said = [as_text(as_dict(reason).get("text")) for reason in as_list(resource.get("statusReason"))]
    return next((reason for reason in said if reason in STOP_REASONS), None)


def _dose(resource: dict[str, Any]) -> str:
    lines = as_list(resource.get("dosageInstruction")) or as_list(resource.get("dosage"))
    if is_own(resource):
        return as_text(as_dict(next(iter(lines), {})).get("text"))
    return shorten(
        "; ".join(as_text(as_dict(line).get("text")) for line in lines if as_dict(line).get("text")), 120
    )


def _day(written: Any) -> date | None:
    return read_date(as_text(written)).date


def merge_prescriptions(rows: list[FoundMedicine]) -> list[FoundMedicine]:
    """Repeat prescriptions of one medicine as one row, from its first day."""
    merged: dict[str, FoundMedicine] = {}
    kept = []
    for row in sorted(rows, key=lambda row: (row.started_on or date.max, row.where)):
        if not row.asks:
            kept.append(row)
        elif row.medicine not in merged:
            merged[row.medicine] = row
    stated = {row.medicine for row in kept}
    return kept + [row for name, row in merged.items() if name not in stated]


def diagnosed_on(entry: Entry) -> date | None:
    """The day a Condition says CML began; None for any other condition, atypical CML included."""
    condition = entry.resource
    concept = condition.get("code")
    icd = [as_text(coding.get("code")).upper() for coding in codings(concept)]
    text = concept_text(concept).casefold()
    typical = (
        any(word in text for word in _CML_WORDS) and "atypical" not in text and "bcr/abl-neg" not in text
    )
    coded = any(code == _CML_SNOMED or code.startswith(_CML_ICD10) for code in icd)
    if not (coded or typical) or any(code.startswith("C92.2") for code in icd):
        return None
    if "entered-in-error" in codes_of(condition.get("verificationStatus")):
        return None
    return _day(condition.get("onsetDateTime") or as_dict(condition.get("onsetPeriod")).get("start"))
