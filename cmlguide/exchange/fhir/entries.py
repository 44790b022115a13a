"""Marrow tests, mutations and signs as FHIR Observations with text codes, written and read; our extensions.

They get no LOINC code: which of a dozen fits depends on how the laboratory worked, and no record says so.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.fhir.bundle import Entry
from cmlguide.exchange.fhir.values import as_dict, as_list, as_text
from cmlguide.exchange.preview.entries import SIGNS, AnEntry, found_entry
from cmlguide.exchange.preview.values import FoundEntry, LeftOut
from cmlguide.exchange.typed.measures import as_number
from milestones.history import BloodCount, Marrow, Mutation

MARROW, MUTATION, SIGN = "Bone marrow test", "BCR::ABL1 mutation", "Blood count, signs"
KINDS: Mapping[str, type[Any]] = {MARROW: Marrow, MUTATION: Mutation, SIGN: BloodCount}
CELLS = {"unit": "cells", "system": "http://unitsofmeasure.org", "code": "{cells}"}
PERCENT = {"unit": "%", "system": "http://unitsofmeasure.org", "code": "%"}
_EXTENSION = "urn:cmlguide:"


def entry_parts(entry: AnEntry) -> dict[str, Any]:
    """The code, the value or the reason for its absence, and the components of an entry's Observation."""
    if isinstance(entry, Mutation):
        found: dict[str, Any] = {"valueString": entry.name}
        return {"code": {"text": MUTATION}, **found, "component": _components(entry, ("resistance",))}
    names = (
        SIGNS if isinstance(entry, BloodCount) else ("ph_positive", "metaphases", "fish_percent", "karyotype")
    )
    code = SIGN if isinstance(entry, BloodCount) else MARROW
    return {"code": {"text": code}, "component": _components(entry, names)}


def _components(entry: AnEntry, names: tuple[str, ...]) -> list[dict[str, Any]]:
    said = ((name, getattr(entry, name)) for name in names)
    return [{"code": {"text": name}, **_value(fact)} for name, fact in said if fact not in (None, "")]


def _value(fact: Any) -> dict[str, Any]:
    if isinstance(fact, bool):
        return {"valueBoolean": fact}
    if isinstance(fact, int):
        return {"valueQuantity": {"value": fact, **CELLS}}
    if isinstance(fact, Decimal):
        return {"valueQuantity": {"value": fact, **PERCENT}}
    return {"valueString": fact}


def is_entry(resource: Mapping[str, Any]) -> bool:
    """Whether the resource is an Observation we wrote for one of these entries."""
    return as_text(as_dict(resource.get("code")).get("text")) in KINDS


def read_entry(entry: Entry) -> FoundEntry | LeftOut:
    """The entry in an Observation that we wrote."""
    resource = entry.resource
    kind = KINDS[resource["code"]["text"]]
    facts = {}
    for component in map(as_dict, as_list(resource.get("component"))):
        facts[as_text(as_dict(component.get("code")).get("text"))] = _fact(component)
    if kind is Mutation:
        facts["name"] = as_text(resource.get("valueString"))
    try:
        day = date.fromisoformat(as_text(resource.get("effectiveDateTime")))
        return found_entry(kind(day, **facts), entry.where)
    except (TypeError, ValueError, ArithmeticError):
        return LeftOut(entry.where, Reason("entry_changed"))


def _fact(component: Mapping[str, Any]) -> Any:
    if isinstance(component.get("valueBoolean"), bool):
        return component["valueBoolean"]
    quantity = as_dict(component.get("valueQuantity"))
    number = as_number(quantity.get("value"))
    if number is None:
        return as_text(component.get("valueString"))
    return int(number) if quantity.get("unit") == CELLS["unit"] else number


def own_extensions(**flags: bool | None) -> list[dict[str, Any]]:
    """Facts for which FHIR has no field, each as one of our extensions; None is not written."""
    return [
        {"url": f"{_EXTENSION}{name}", "valueBoolean": flag}
        for name, flag in flags.items()
        if flag is not None
    ]


def own_flag(resource: Mapping[str, Any], name: str) -> bool | None:
    """The value of one of our extensions; None without it."""
    found = (as_dict(one) for one in as_list(resource.get("extension")))
    said = next((one.get("valueBoolean") for one in found if one.get("url") == f"{_EXTENSION}{name}"), None)
    return said if isinstance(said, bool) else None
