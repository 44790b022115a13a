"""Reads one FHIR Observation as a laboratory row."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from cmlguide.exchange.fhir.bundle import Entry, Resources
from cmlguide.exchange.fhir.entries import own_flag
from cmlguide.exchange.fhir.shapes import AS_REPORTED, NOTE, OWN, QUANTIFIES_TO
from cmlguide.exchange.fhir.values import (
    as_dict,
    as_list,
    as_text,
    codes_of,
    codings,
    concept_label,
    concept_text,
)
from cmlguide.exchange.preview.lab_row import LabRow
from cmlguide.exchange.terms.names import (
    LOINC_SYSTEM,
    answer_words,
    control_gene_in,
    item_in_text,
    known_loinc,
    names_bcr_abl,
    role_in_text,
    says_in_blood,
)
from cmlguide.exchange.terms.scales import scale_of_unit
from cmlguide.exchange.typed.date import TypedDate, read_date
from cmlguide.exchange.typed.measures import as_number
from cmlguide.exchange.typed.number import read_count

_FAILED = ("error", "unsatisfactory", "not-a-number")
_METHODS = {
    "digital": ("digital", "ddpcr", "dpcr"),
    "qpcr": ("rq-pcr", "qpcr", "real-time", "real time", "quantitative pcr"),
}


def read_observation(entry: Entry, resources: Resources) -> list[LabRow]:
    """The observation's row, and one for each component with a laboratory code of its own."""
    observation = entry.resource
    collected = _collected(observation, resources)
    row = LabRow(
        where=entry.where,
        text=concept_text(observation.get("code")),
        loinc=codes_of(observation.get("code"), LOINC_SYSTEM),
        collected_on=collected.date,
        date_problem=collected.problem,
        status=as_text(observation.get("status")) or "final",
        specimen=_specimen(observation, resources),
        lab=_lab(observation, resources),
        note=_note(observation),
        method=_method(observation),
        own=is_own(observation),
        baseline=own_flag(observation, "baseline") or False,
        checked_against_letter=own_flag(observation, "checked-against-letter") or False,
        reported=_noted(observation, AS_REPORTED) if is_own(observation) else None,
        interpretation=" ".join(_words(one) for one in as_list(observation.get("interpretation"))),
    )
    components = [as_dict(component) for component in as_list(observation.get("component"))]
    whole = _with_copies(_with_value(row, observation), components)
    read = [_with_value(_component_row(whole, one), one) for one in components if _is_test(one, row)]
    parts = [part for part in read if part.value is not None or part.value_text]
    return parts if parts and whole.value is None and not whole.value_text else [whole, *parts]


def _is_test(component: dict[str, Any], row: LabRow) -> bool:
    """Whether a component is a test of its own rather than a detail of how the test was done."""
    if row.own:
        return _has_own_code(component)
    return _has_own_code(component) or _measures(_component_text(component, row), component)


def _measures(text: str, component: dict[str, Any]) -> bool:
    """Judged by its name, or, when the name is only the gene, by its unit: a cycle count has none."""
    role = role_in_text(text)
    quantity = as_dict(component.get("valueQuantity"))
    scaled = scale_of_unit(as_text(quantity.get("unit")), as_text(quantity.get("code")))
    return role in _RESULT_ROLES or (role == "unsure" and bool(scaled))


_RESULT_ROLES = ("percent_is", "raw", "ratio", "mr", "other_transcript")
_PANEL = "BCR-ABL1 panel: "


def names_something(observation: dict[str, Any]) -> bool:
    """Whether the code of the observation or of a component is one we use: most are not."""
    code = observation.get("code")
    name = concept_text(code)
    if _has_own_code(observation) or role_in_text(name) or control_gene_in(name) is not None:
        return True
    if item_in_text(name) and (not codes_of(code, LOINC_SYSTEM) or says_in_blood(name)):
        return True
    parts = [as_dict(component) for component in as_list(observation.get("component"))]
    return any(_has_own_code(part) or role_in_text(concept_text(part.get("code"))) for part in parts)


def is_own(resource: dict[str, Any]) -> bool:
    """Whether we wrote the resource ourselves."""
    return OWN in as_list(as_dict(resource.get("meta")).get("tag"))


def _note(observation: dict[str, Any]) -> str:
    if is_own(observation):
        return _noted(observation, NOTE)
    return " ".join(as_text(as_dict(note).get("text")) for note in as_list(observation.get("note")))


def _method(observation: dict[str, Any]) -> str | None:
    """How the test was done, from `method.text`; None when it does not say, or says something else."""
    named = concept_text(observation.get("method")).casefold()
    return next((code for code, words in _METHODS.items() if any(word in named for word in words)), None)


def _noted(observation: dict[str, Any], author: str) -> str:
    notes = [as_dict(note) for note in as_list(observation.get("note"))]
    return next((as_text(note.get("text")) for note in notes if note.get("authorString") == author), "")


def _component_row(row: LabRow, component: dict[str, Any]) -> LabRow:
    code = component.get("code")
    interpretation = " ".join(_words(one) for one in as_list(component.get("interpretation")))
    loinc = codes_of(code, LOINC_SYSTEM)
    empty = replace(row, value=None, value_text="", unit="", unit_code="", comparator=None, absent="")
    text = _component_text(component, row)
    return replace(empty, text=text, loinc=loinc, interpretation=interpretation or row.interpretation)


def _component_text(component: dict[str, Any], row: LabRow) -> str:
    """The component's own name; in a BCR::ABL1 panel, a name such as "% (IS)" means that test."""
    name = concept_text(component.get("code"))
    in_panel = bool(role_in_text(row.text)) and not names_bcr_abl(name) and control_gene_in(name) is None
    return f"{_PANEL}{name}" if in_panel else name


def _has_own_code(component: dict[str, Any]) -> bool:
    return any(code in known_loinc() for code in codes_of(component.get("code"), LOINC_SYSTEM))


def _words(concept: Any) -> str:
    return f"{concept_label(concept)} {' '.join(codes_of(concept))}"


def _with_value(row: LabRow, holder: dict[str, Any]) -> LabRow:
    """The row with value[x], or with the reason why there is none."""
    quantity = as_dict(holder.get("valueQuantity"))
    number = as_number(quantity.get("value"))
    if number is not None:
        return replace(
            row,
            value=number,
            unit=as_text(quantity.get("unit")) or as_text(quantity.get("code")),
            unit_code=as_text(quantity.get("code")),
            comparator=as_text(quantity.get("comparator")) or None,
        )
    whole = as_number(holder.get("valueInteger"))
    if whole is not None:
        return replace(row, value=whole)
    said = as_text(holder.get("valueString")) or _answer(holder.get("valueCodeableConcept"))
    return replace(row, value_text=said, absent=_absent(holder))


def _answer(concept: Any) -> str:
    """A coded answer in words: its text, the meaning of its code, or the code itself."""
    said = as_text(as_dict(concept).get("text")) or next(
        (as_text(one["display"]) for one in codings(concept) if one.get("display")), ""
    )
    return said or answer_words(codes_of(concept)) or concept_label(concept)


def _absent(holder: dict[str, Any]) -> str:
    reason = holder.get("dataAbsentReason")
    if any(code in _FAILED for code in codes_of(reason)) and not as_text(as_dict(reason).get("text")):
        return "no result"
    return concept_label(reason)


def _with_copies(row: LabRow, components: list[dict[str, Any]]) -> LabRow:
    """Control gene copies, the conversion factor and the lab's own MR, if components give them."""
    for component in components:
        name = concept_text(component.get("code")).casefold()
        number = as_number(as_dict(component.get("valueQuantity")).get("value"))
        if row.own and (name.endswith(" copies") or name == "control gene"):
            row = _with_own_copies(row, component, number)
        elif number is None:
            continue
        elif (gene := control_gene_in(name)) is not None:
            row = replace(row, copies=read_count(format(number, "f")).value, control_gene=gene or None)
        elif name == QUANTIFIES_TO and row.own:
            row = replace(row, quantifies_to=number if number > 0 else None)
        elif "conversion factor" in name:
            row = replace(row, conversion_factor=number if number > 0 else None)
        elif name.strip("&") in ("mr", "molecular response"):
            row = replace(row, note=f"{row.note} MR {format(number, 'f')}".strip())
    return row


def _with_own_copies(row: LabRow, component: dict[str, Any], number: Decimal | None) -> LabRow:
    """As shapes.py writes it: `ABL1 copies`, `control gene copies`, or only the gene."""
    if number is None:
        return replace(row, control_gene=as_text(component.get("valueString")) or None)
    gene = concept_text(component.get("code")).removesuffix(" copies")
    named = None if gene == "control gene" else gene
    return replace(row, copies=read_count(str(number)).value, control_gene=named)


def _collected(observation: dict[str, Any], resources: Resources) -> TypedDate:
    """The day the sample was taken; the day it was reported is different, and is never used instead."""
    specimen = resources.follow(observation.get("specimen"), observation)
    taken = as_dict(specimen.get("collection")).get("collectedDateTime")
    written = _effective(observation) or taken or _effective(resources.report_of(observation))
    if not written:
        panel = resources.panel_of(observation)
        holders = (panel, resources.report_of(panel), resources.panel_of(panel))
        written = next((day for one in holders if (day := _effective(one))), None)
    return read_date(as_text(written))


def _effective(holder: dict[str, Any]) -> Any:
    period = as_dict(holder.get("effectivePeriod"))
    return holder.get("effectiveDateTime") or holder.get("effectiveInstant") or period.get("start")


def _specimen(observation: dict[str, Any], resources: Resources) -> str:
    report_specimens = as_list(resources.report_of(observation).get("specimen"))
    reference = as_dict(observation.get("specimen")) or as_dict(next(iter(report_specimens), {}))
    specimen = resources.follow(reference, observation)
    body_site = concept_text(observation.get("bodySite"))
    return f"{as_text(reference.get('display'))} {concept_text(specimen.get('type'))} {body_site}".strip()


_PEOPLE = ("Patient", "Practitioner", "PractitionerRole", "RelatedPerson")


def _lab(observation: dict[str, Any], resources: Resources) -> str:
    """The laboratory's name; among several performers, those that say they are organizations come first."""
    report = resources.report_of(observation)
    listed = as_list(observation.get("performer")) or as_list(report.get("performer"))
    performers = [as_dict(performer) for performer in listed]
    organizations = [one for one in performers if _kind_of(one, observation, resources) == "Organization"]
    people = [one for one in performers if _kind_of(one, observation, resources) in _PEOPLE]
    candidates = organizations or [one for one in performers if one not in people]
    names = (_name_of(one, observation, resources) for one in candidates)
    return next((name for name in names if name), "")


def _kind_of(performer: dict[str, Any], observation: dict[str, Any], resources: Resources) -> str:
    referred = as_text(performer.get("reference")).split("/")[-2:-1]
    said = as_text(performer.get("type")) or "".join(referred)
    return said or as_text(resources.follow(performer, observation).get("resourceType"))


def _name_of(performer: dict[str, Any], observation: dict[str, Any], resources: Resources) -> str:
    found = resources.follow(performer, observation)
    identifier = as_dict(performer.get("identifier"))
    return as_text(performer.get("display")) or as_text(found.get("name")) or as_text(identifier.get("value"))
