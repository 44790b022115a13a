"""The observations of a C-CDA document as laboratory rows, and its day of diagnosis."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from cmlguide.exchange.ccda.xml import HL7, TYPE, Narrative, attribute, child, text_of
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.lab_row import LabRow
from cmlguide.exchange.terms.names import answer_words
from cmlguide.exchange.typed.date import TypedDate, read_date
from cmlguide.exchange.typed.measures import as_number

LOINC = "2.16.840.1.113883.6.1"
CML_CODES = ("92818009", "C92.1")
PLANNED_MOODS = ("INT", "RQO", "PRP", "PRMS", "ARQ", "GOL", "APT")
"""What is intended, ordered, proposed, promised or a goal; EVN is what happened."""


def read_observation(
    observation: Element, holders: list[Element], where: str, narrative: Narrative
) -> LabRow:
    """One result observation; what it does not say is taken from the nearest element around it that does."""
    code = child(observation, "code")
    chain = [observation, *holders]
    collected = next((day for one in chain if (day := _day(one)).date), _day(observation))
    row = LabRow(
        where=where,
        text=name_of(code, narrative),
        loinc=_loinc(code),
        collected_on=collected.date,
        date_problem=collected.problem,
        status=attribute(child(observation, "statusCode"), "code") or "final",
        not_done=_not_done(chain),
        specimen=next((said for one in chain if (said := _specimen(one))), ""),
        lab=next((said for one in chain if (said := _lab(one))), ""),
        interpretation=" ".join(_coded(one) for one in observation.findall(f"{HL7}interpretationCode")),
    )
    return _with_value(row, child(observation, "value"), narrative)


def _not_done(chain: list[Element]) -> Reason | None:
    """Why nothing was measured: the observation, or a panel around it, is negated or only planned."""
    if any(one.get("negationInd") == "true" for one in chain):
        return Reason("result_negated")
    if any(one.get("moodCode", "EVN").upper() in PLANNED_MOODS for one in chain):
        return Reason("result_planned")
    statuses = {attribute(child(one, "statusCode"), "code") for one in chain[1:]}
    return Reason("result_void") if statuses & {"nullified", "cancelled", "aborted"} else None


def name_of(code: Element | None, narrative: Narrative) -> str:
    """Every name of a coded element: its own, its original text or the text that points to,
    its translations."""
    if code is None:
        return ""
    names = [code.get("displayName", ""), narrative.text_of(child(code, "originalText"))]
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


def _with_value(row: LabRow, value: Element | None, narrative: Narrative) -> LabRow:
    """The row with a value of type PQ, INT, REAL, IVL_PQ, CD, CE, ED or ST."""
    if value is None:
        return row
    if attribute(value, TYPE).rpartition(":")[2] == "IVL_PQ":
        return _with_range(row, value)
    for given in (value, *value.findall(f"{HL7}translation")):  # another unit is in a translation
        number = as_number(given.get("value"))
        if number is not None:
            return replace(row, value=number, unit=given.get("unit", ""))
    said = value.get("displayName", "") or narrative.text_of(child(value, "originalText"))
    said = said or narrative.text_of(value) or answer_words((value.get("code", ""),)) or value.get("code", "")
    return replace(row, value_text=said, absent="" if said else f"nullFlavor {value.get('nullFlavor', '')}")


def _with_range(row: LabRow, value: Element) -> LabRow:
    """`<low nullFlavor/><high value="0.0032"/>` means "less than"; a range with both ends is not a result."""
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
    """The day in effectiveTime, as written there: `200803190830-0800` is 19 March 2008."""
    time = child(element, "effectiveTime")
    written = attribute(time, "value") or attribute(child(time, "low"), "value")
    return day_of(written)


def day_of(written: str) -> TypedDate:
    """An HL7 time stamp as a day."""
    digits = written[:8]
    if len(digits) == 8 and digits.isdigit():
        return read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    return read_date(f"{written[:4]}-{written[4:6]}".rstrip("-") if written[:4].isdigit() else "")


def _specimen(element: Element) -> str:
    player = child(element, "specimen", "specimenRole", "specimenPlayingEntity", "code")
    named = child(element, "specimen", "specimenRole", "specimenPlayingEntity", "name")
    words = (
        name_of(player, Narrative()),
        text_of(named),
        name_of(child(element, "targetSiteCode"), Narrative()),
    )
    return " ".join(word for word in words if word)


def _lab(element: Element) -> str:
    return text_of(child(element, "performer", "assignedEntity", "representedOrganization", "name"))


def period_of(element: Element) -> tuple[date | None, date | None]:
    """(first day, last day) of an effectiveTime that is a period; a single day counts as the first."""
    times = element.findall(f"{HL7}effectiveTime")
    for time in times:
        low, high = (attribute(child(time, end), "value") for end in ("low", "high"))
        if low or high:
            return day_of(low).date, day_of(high).date
    single = next((one.get("value", "") for one in times if one.get("value")), "")
    return day_of(single).date, None


def diagnosed_on(observation: Element) -> date | None:
    """The first day of a problem observation whose value is CML."""
    value = child(observation, "value")
    coded = [] if value is None else [value, *value.findall(f"{HL7}translation")]
    if not any(one.get("code", "").upper().startswith(CML_CODES) for one in coded):
        return None
    if observation.get("negationInd") == "true":
        return None
    return period_of(observation)[0]
