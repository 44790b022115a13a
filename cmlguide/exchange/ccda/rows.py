"""The observations and medicines of a C-CDA document as rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from cmlguide.exchange import codes
from cmlguide.exchange.ccda.xml import HL7, TYPE, attribute, child, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.lab_row import LabRow
from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import Ask, FoundMedicine, LeftOut
from cmlguide.exchange.terms.names import cml_medicine
from cmlguide.exchange.typed.date import TypedDate, read_date
from cmlguide.exchange.typed.measures import as_number

LOINC = "2.16.840.1.113883.6.1"
CVX = "2.16.840.1.113883.12.292"
CML_CODES = ("92818009", "C92.1")


def read_observation(observation: Element, organizer: Element | None, where: str) -> LabRow:
    """One result observation; what it does not say is taken from the panel that holds it."""
    code = child(observation, "code")
    collected = _day(observation)
    if collected.date is None and organizer is not None:
        collected = _day(organizer)
    row = LabRow(
        where=where,
        text=name_of(code),
        loinc=_loinc(code),
        collected_on=collected.date,
        date_problem=collected.problem,
        status=attribute(child(observation, "statusCode"), "code") or "final",
        specimen=_specimen(observation) or _specimen(organizer),
        lab=_lab(observation) or _lab(organizer),
        interpretation=" ".join(_coded(one) for one in observation.findall(f"{HL7}interpretationCode")),
    )
    return _with_value(row, child(observation, "value"))


def name_of(code: Element | None) -> str:
    """Every name of a coded element: its own, its original text, its translations."""
    if code is None:
        return ""
    names = [code.get("displayName", ""), text_of(child(code, "originalText"))]
    names += [one.get("displayName", "") for one in code.findall(f"{HL7}translation")]
    if code.get("codeSystem") != LOINC:
        names.append(code.get("code", ""))
    return " ".join(dict.fromkeys(name for name in names if name))


def _loinc(code: Element | None) -> tuple[str, ...]:
    if code is None:
        return ()
    coded = [code, *code.findall(f"{HL7}translation")]
    return tuple(one.get("code", "") for one in coded if one.get("codeSystem") == LOINC and one.get("code"))


def _coded(element: Element) -> str:
    return f"{element.get('code', '')} {element.get('displayName', '')}"


def _with_value(row: LabRow, value: Element | None) -> LabRow:
    """The row with a value of type PQ, INT, REAL, IVL_PQ, CD, CE or ST."""
    if value is None:
        return row
    if attribute(value, TYPE).rpartition(":")[2] == "IVL_PQ":
        return _with_range(row, value)
    number = as_number(value.get("value"))
    if number is not None:
        return replace(row, value=number, unit=value.get("unit", ""))
    said = value.get("displayName", "") or text_of(child(value, "originalText")) or text_of(value)
    return replace(row, value_text=said, absent="" if said else f"nullFlavor {value.get('nullFlavor', '')}")


def _with_range(row: LabRow, value: Element) -> LabRow:
    """`<low nullFlavor/><high value="0.0032"/>` is "less than"; two ends are no result."""
    low, high = child(value, "low"), child(value, "high")
    least, most = (as_number(attribute(end, "value") or None) for end in (low, high))
    if (least is None) == (most is None):
        return replace(row, value_text=text_of(value) or "a range")
    end, sign = (high, "<") if most is not None else (low, ">")
    inclusive = attribute(end, "inclusive").casefold() != "false"
    number: Decimal | None = most if most is not None else least
    comparator = {"<": "≤", ">": "≥"}[sign] if inclusive else sign
    return replace(row, value=number, unit=attribute(end, "unit"), comparator=comparator)


def _day(element: Element) -> TypedDate:
    """The day of effectiveTime: `200803190830-0800` -> 19 March 2008, as written there."""
    time = child(element, "effectiveTime")
    written = attribute(time, "value") or attribute(child(time, "low"), "value")
    return day_of(written)


def day_of(written: str) -> TypedDate:
    """An HL7 time stamp as a day."""
    digits = written[:8]
    if len(digits) == 8 and digits.isdigit():
        return read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    return read_date(f"{written[:4]}-{written[4:6]}".rstrip("-") if written[:4].isdigit() else "")


def _specimen(element: Element | None) -> str:
    player = child(element, "specimen", "specimenRole", "specimenPlayingEntity", "code")
    return f"{name_of(player)} {name_of(child(element, 'targetSiteCode'))}".strip()


def _lab(element: Element | None) -> str:
    return text_of(child(element, "performer", "assignedEntity", "representedOrganization", "name"))


def read_medicine(administration: Element, where: str) -> FoundMedicine | LeftOut | None:
    """The CML medicine of a substanceAdministration; None for any other, vaccines included."""
    material = child(administration, "consumable", "manufacturedProduct", "manufacturedMaterial")
    code = child(material, "code")
    if attribute(code, "codeSystem") == CVX:
        return None
    name = f"{name_of(code)} {text_of(child(material, 'name'))}".strip()
    medicine = cml_medicine(name, (attribute(code, "code"),))
    if medicine is None:
        return None
    if administration.get("negationInd") == "true":
        return LeftOut(where, Reason("not_taken", {"text": shorten(name, 60)}))
    started, stopped = _period(administration)
    asks = () if started else (Ask(codes.ASK_STARTED),)
    return FoundMedicine(where, shorten(name), medicine, started, stopped, asks=asks)


def _period(element: Element) -> tuple[date | None, date | None]:
    for time in element.findall(f"{HL7}effectiveTime"):
        low, high = (attribute(child(time, end), "value") for end in ("low", "high"))
        if low or high:
            return day_of(low).date, day_of(high).date
    return None, None


def diagnosed_on(observation: Element) -> date | None:
    """The first day of a problem observation whose value is CML."""
    value = child(observation, "value")
    coded = [] if value is None else [value, *value.findall(f"{HL7}translation")]
    if not any(one.get("code", "").upper().startswith(CML_CODES) for one in coded):
        return None
    return _period(observation)[0]
