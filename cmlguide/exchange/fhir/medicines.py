"""CML medicines and the day of diagnosis in FHIR resources."""

from dataclasses import replace
from datetime import date
from typing import Any

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import Entry, Resources
from cmlguide.exchange.fhir.entries import own_flag
from cmlguide.exchange.fhir.observations import is_own
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text, codes_of, codings, concept_text
from cmlguide.exchange.preview.medicines import ended_without_day
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Ask, FoundMedicine, LeftOut
from cmlguide.exchange.terms.names import RXNORM_SYSTEMS, cml_medicine
from cmlguide.exchange.typed.date import read_date
from milestones.history import STOP_REASONS

RESOURCES = (
    "MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration",
    "MedicationUsage",
)  # fmt: skip
PRESCRIBED = ("MedicationRequest", "MedicationDispense", "MedicationAdministration")
"""What says that a medicine was ordered or handed out, not from when to when it was taken."""
NOT_TAKEN = ("entered-in-error", "not-taken", "cancelled", "declined", "not-done")
PLANNED = ("draft", "intended", "preparation")
PLANS = ("proposal", "plan", "option")
ENDED = ("stopped", "completed", "on-hold")
_CML_SNOMED = "92818009"
_CML_ICD10 = "C92.1"
_CML_WORDS = ("chronic myeloid leuk", "chronic myelogenous leuk", "chronic myelocytic leuk")


def read_medicine(entry: Entry, resources: Resources) -> FoundMedicine | LeftOut | None:
    """The CML medicine a resource names; None for any other medicine."""
    resource = entry.resource
    concept = _concept(resource, resources)
    name = concept_text(concept)
    medicine = name if is_own(resource) else cml_medicine(name, codes_of(concept))
    if medicine is None:
        return _unnamed(entry, concept)
    why_not = _why_not(resource, shorten(name, 60))
    if why_not is not None:
        return LeftOut(entry.where, why_not)
    found = _found(entry, name, medicine)
    return ended_without_day(found) if _has_ended(resource, found) else found


def _found(entry: Entry, name: str, medicine: str) -> FoundMedicine:
    resource = entry.resource
    period = as_dict(resource.get("effectivePeriod"))
    started = _day(period.get("start") or _first_day(resource))
    prescribed_only = resource.get("resourceType") in PRESCRIBED
    stopped = _day(period.get("end"))
    return FoundMedicine(
        where=entry.where,
        raw=shorten(name) or medicine,
        medicine=medicine,
        started_on=started,
        stopped_on=stopped if not (started and stopped and stopped < started) else None,
        dose=_dose(resource),
        stop_reason=_stop_reason(resource),
        keep_clock=own_flag(resource, "keep-clock"),
        tki=own_flag(resource, "tki"),
        asks=(Ask(codes.ASK_STARTED),) if started is None or prescribed_only else (),
    )


def _first_day(resource: dict[str, Any]) -> Any:
    names = (
        "effectiveDateTime", "occurenceDateTime", "occurrenceDateTime", "whenHandedOver", "whenPrepared",
        "authoredOn", "recorded",
    )  # fmt: skip
    return next((resource[name] for name in names if resource.get(name)), None)


def _has_ended(resource: dict[str, Any], found: FoundMedicine) -> bool:
    """Whether the file says that it has ended, but not when. A dispensing is always "completed"."""
    if found.stopped_on is not None or is_own(resource):
        return False
    kind, status = resource.get("resourceType"), as_text(resource.get("status"))
    return status in ENDED and kind not in ("MedicationDispense", "MedicationAdministration")


def _concept(resource: dict[str, Any], resources: Resources) -> Any:
    """The concept that names the medicine: in the resource, in what it refers to,
    or the reference's display."""
    concept = resource.get("medicationCodeableConcept")
    either = as_dict(resource.get("medication"))  # R5: concept or reference in one field
    concept = concept or either.get("concept")
    if concept is not None:
        return concept
    reference = as_dict(resource.get("medicationReference") or either.get("reference"))
    display = as_text(reference.get("display"))
    return resources.follow(reference, resource).get("code") or ({"text": display} if display else None)


def _unnamed(entry: Entry, concept: Any) -> LeftOut | None:
    """A medicine without a name may be a CML tablet, so it is reported, never silently skipped."""
    resource = entry.resource
    if concept is None:
        named = resource.get("medicationReference") or as_dict(resource.get("medication")).get("reference")
        return LeftOut(entry.where, Reason("medicine_elsewhere", {"count": 1})) if named else None
    coded = codings(concept)
    said = as_text(as_dict(concept).get("text")) or "".join(as_text(one.get("display")) for one in coded)
    rxnorm = [as_text(one.get("code")) for one in coded if one.get("system") in RXNORM_SYSTEMS]
    if said.strip() or not rxnorm:
        return None
    return LeftOut(entry.where, Reason("medicine_code_only", {"text": f"RxNorm {shorten(rxnorm[0], 20)}"}))


def _why_not(resource: dict[str, Any], name: str) -> Reason | None:
    """Why a medicine was not taken: refused, entered in error, planned. None if it was taken."""
    status = as_text(resource.get("status"))
    if status in NOT_TAKEN:
        return Reason("not_taken_status", {"text": name, "status": status})
    if resource.get("doNotPerform") is True or as_text(resource.get("taken")) == "n":
        return Reason("not_taken", {"text": name})
    if status in PLANNED or as_text(resource.get("intent")) in PLANS:
        return Reason("planned", {"text": name})
    adherence = codes_of(as_dict(resource.get("adherence")).get("code"))
    return Reason("not_taken", {"text": name}) if "not-taking" in adherence else None


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


def diagnosed_on(entry: Entry) -> date | None:
    """The day CML began according to a Condition; None for any other condition, atypical CML included."""
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
    if {"entered-in-error", "refuted"} & set(codes_of(condition.get("verificationStatus"))):
        return None
    return _day(condition.get("onsetDateTime") or as_dict(condition.get("onsetPeriod")).get("start"))


def counted(rows: list[LeftOut]) -> list[LeftOut]:
    """The rows, with medicines that are not in the file merged into one row with their number."""
    elsewhere = [row for row in rows if row.why.code == "medicine_elsewhere"]
    others = [row for row in rows if row.why.code != "medicine_elsewhere"]
    if not elsewhere:
        return others
    return [*others, replace(elsewhere[0], why=Reason("medicine_elsewhere", {"count": len(elsewhere)}))]
