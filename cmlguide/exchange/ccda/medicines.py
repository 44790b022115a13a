"""The CML medicines of a C-CDA document: taken, planned, refused, ended."""

from datetime import date
from xml.etree.ElementTree import Element

from cmlguide.exchange import codes
from cmlguide.exchange.ccda.rows import PLANNED_MOODS, name_of, period_of
from cmlguide.exchange.ccda.xml import HL7, Narrative, attribute, child, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.medicines import ended_without_day
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Ask, FoundMedicine, LeftOut
from cmlguide.exchange.terms.names import RXNORM_SYSTEMS, cml_medicine

CVX = "2.16.840.1.113883.12.292"
VOID = ("nullified", "cancelled")
ENDED = ("completed", "aborted", "suspended", "held")


def read_medicine(
    administration: Element, where: str, narrative: Narrative, *, in_plan: bool
) -> FoundMedicine | LeftOut | None:
    """The CML medicine in a substanceAdministration or a supply; None for any other, vaccines included.

    `in_plan`: it is part of a treatment plan. Elsewhere many systems record a current prescription as an
    intention, so there it is proposed, with the question whether it was started.
    """
    material = _material(administration)
    code = child(material, "code")
    if attribute(code, "codeSystem") == CVX:
        return None
    name = f"{name_of(code, narrative)} {text_of(child(material, 'name'))}".strip()
    name = name or narrative.text_of(child(administration, "text"))
    medicine = cml_medicine(name, _codes(code))
    if medicine is None:
        return _unnamed(code, name, where)
    mood = administration.get("moodCode", "EVN").upper()
    why_not = _why_not(administration, shorten(name, 60), in_plan=in_plan or mood in PLANNED_MOODS[1:])
    if why_not is not None:
        return LeftOut(where, why_not)
    started, stopped = period_of(administration)
    ordered = mood in PLANNED_MOODS or administration.tag == f"{HL7}supply"
    asks = (Ask(codes.ASK_STARTED),) if started is None or ordered else ()
    found = FoundMedicine(where, shorten(name), medicine, started, _after(started, stopped), asks=asks)
    return ended_without_day(found) if _has_ended(administration, found) else found


def _material(administration: Element) -> Element | None:
    for holder in ("consumable", "product"):
        product = child(administration, holder, "manufacturedProduct")
        for kind in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            found = child(product, kind)
            if found is not None:
                return found
    return None


def _codes(code: Element | None) -> tuple[str, ...]:
    if code is None:
        return ()
    return tuple(one.get("code", "") for one in (code, *code.findall(f"{HL7}translation")))


def _unnamed(code: Element | None, name: str, where: str) -> LeftOut | None:
    number = attribute(code, "code")
    if not number or name != number or attribute(code, "codeSystem") not in RXNORM_SYSTEMS:
        return None
    return LeftOut(where, Reason("medicine_code_only", {"text": f"RxNorm {shorten(number, 20)}"}))


def _why_not(administration: Element, name: str, *, in_plan: bool) -> Reason | None:
    if administration.get("negationInd") == "true":
        return Reason("not_taken", {"text": name})
    status = attribute(child(administration, "statusCode"), "code")
    if status in VOID:
        return Reason("not_taken_status", {"text": name, "status": status})
    return Reason("planned", {"text": name}) if in_plan else None


def _after(started: date | None, stopped: date | None) -> date | None:
    return None if started and stopped and stopped < started else stopped


def _has_ended(administration: Element, found: FoundMedicine) -> bool:
    status = attribute(child(administration, "statusCode"), "code")
    return found.stopped_on is None and status in ENDED and administration.tag != f"{HL7}supply"
