"""One laboratory row of a health record (FHIR or C-CDA) read into a result, a blood count, or a reason."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.rows import SCALES, YES, ask_scale, from_typed, is_final, shorten
from cmlguide.exchange.preview.values import FoundCount, FoundResult, LeftOut, Options, with_ask
from cmlguide.exchange.terms.names import item_in_text, loinc_roles, mentions_marrow, role_in_text
from cmlguide.exchange.terms.units import ITEM_UNITS, is_share, to_kept_unit
from cmlguide.exchange.typed.number import TypedResult, read_number
from cmlguide.exchange.typed.result_words import read_words

WHY: dict[str, str] = {
    "fish": "test_fish",
    "cytogenetics": "test_chromosomes",
    "mutation": "test_mutation",
    "presence": "test_presence",
    "interpretation": "test_comment",
    "log": "test_log",
}
"""What a test measures that is no result to follow -> the reason."""
WRONG = Reason("result_void")
_VOID = ("entered-in-error", "cancelled", "nullified", "aborted")


@dataclass(frozen=True)
class LabRow:
    """One row as the file holds it: `value` with `unit` and `comparator`, or `value_text`. `text`: the test.

    `own`: we wrote it, so its unit is what it says and nothing is asked; `reported`: the lab's own text.
    `interpretation` is what the lab says of it (ND, DET, <, ...); `absent` why there is no value.
    """

    where: str
    text: str
    loinc: tuple[str, ...] = ()
    value: Decimal | None = None
    value_text: str = ""
    unit: str = ""
    comparator: str | None = None
    interpretation: str = ""
    absent: str = ""
    collected_on: date | None = None
    date_problem: str | None = None
    status: str = "final"
    specimen: str = ""
    lab: str = ""
    note: str = ""
    copies: int | None = None
    control_gene: str | None = None
    conversion_factor: Decimal | None = None
    method: str | None = None
    quantifies_to: Decimal | None = None
    baseline: bool = False
    checked_against_letter: bool = False
    own: bool = False
    reported: str | None = None


Found = FoundResult | FoundCount | LeftOut


def read_lab_row(row: LabRow, options: Options) -> Found | None:
    """What the row holds; None when it is about something else."""
    role, sure = _role(row)
    if role:
        return _read_bcr_abl(row, role, sure, options)
    tables = loinc_roles()
    decoy = next((tables["not_a_count"][code] for code in row.loinc if code in tables["not_a_count"]), None)
    if decoy:
        return LeftOut(row.where, Reason(decoy))
    item = next((tables["blood_count"][code] for code in row.loinc if code in tables["blood_count"]), None)
    item = item or (None if row.loinc else item_in_text(row.text))
    return _read_count(row, item, options) if item else None


def _role(row: LabRow) -> tuple[str | None, bool]:
    """(role, whether code and name agree). The name wins over the code where they disagree."""
    by_code = next((role for code in row.loinc if (role := loinc_roles()["bcr_abl"].get(code))), None)
    by_text = role_in_text(row.text)
    if by_code and by_text in (None, "unsure", by_code):
        return by_code, by_text is not None or item_in_text(row.text) is None
    if by_code and by_text == "percent_is":
        return ("unsure" if by_code in ("raw", "unsure", "marrow") else by_code), True
    return by_text, by_code is None


def _read_bcr_abl(row: LabRow, role: str, sure: bool, options: Options) -> Found:
    if row.status in _VOID:
        return LeftOut(row.where, WRONG)
    if row.own:
        return _read_own(row, options)
    if role in WHY:
        return LeftOut(row.where, Reason(WHY[role], {"text": shorten(row.text, 80)}))
    marrow = role == "marrow" or mentions_marrow(row.specimen) or mentions_marrow(row.text)
    found = _read_value(_place(row, "marrow" if marrow else "blood"), row, options)
    if isinstance(found, LeftOut):
        return found
    if row.collected_on is None:
        found = with_ask(found, row.date_problem or codes.DATE_MISSING)
    if not sure:
        found = with_ask(found, codes.ASK_CODE_AND_NAME, *YES)
    if not is_final(row.status):
        found = with_ask(found, codes.ASK_NOT_FINAL, *YES)
    return _on_scale(found, row, role, options)


OWN_UNITS = {"% (IS)": "percent_is", "%": "ratio_percent", "MR": "mr", "log": "log_reduction"}


def _read_own(row: LabRow, options: Options) -> Found:
    """A result of our own bundle, exactly as it was written."""
    place = _place(row, "marrow" if mentions_marrow(row.specimen) else "blood")
    words = read_words(row.interpretation)
    if row.value is not None and row.comparator is None:
        found: FoundResult | LeftOut = replace(place, kind="value", value=row.value)
    else:
        found = (
            _read_value(place, row, options)
            if row.value is None
            else from_typed(place, _limited(row, words), options)
        )
    if isinstance(found, LeftOut):
        return found
    said = replace(
        found,
        lab=row.lab,
        note=row.note,
        as_reported=row.reported or "",
        baseline=row.baseline,
        checked_against_letter=row.checked_against_letter,
    )
    sure = replace(said, unit=OWN_UNITS.get(row.unit), asks=() if said.kind else said.asks)
    return sure if row.collected_on else with_ask(sure, row.date_problem or codes.DATE_MISSING)


def _place(row: LabRow, specimen: str) -> FoundResult:
    comparator = row.comparator or ""
    number = "" if row.value is None else format(row.value, "f")
    raw = shorten(row.value_text or f"{comparator}{number} {row.unit}".strip() or row.absent)
    return FoundResult(
        where=row.where,
        raw=raw,
        collected_on=row.collected_on,
        specimen=specimen,
        lab=shorten(row.lab, 100),
        note=shorten(row.note, 500),
        as_reported=raw,
        copies=row.copies,
        control_gene=row.control_gene,
        conversion_factor=row.conversion_factor,
        method=row.method,
        quantifies_to=row.quantifies_to,
    )


def _read_value(place: FoundResult, row: LabRow, options: Options) -> FoundResult | LeftOut:
    """The row's number, or what it says instead of one."""
    if row.value is None:
        said = row.value_text or row.absent or row.interpretation
        return _read_words(place, said, options) if said.strip() else LeftOut(row.where, Reason("no_value"))
    words = read_words(f"{row.interpretation} {row.value_text}")
    if row.comparator is None:
        written = read_number(format(row.value, "f"))
        return from_typed(place, replace(written, unit="mr" if _is_mr(row.unit) else None), options)
    return from_typed(place, _limited(row, words), options)


def _is_mr(unit: str) -> bool:
    return unit.strip().casefold() in ("mr", "{mr}", "mr (log)")


def _limited(row: LabRow, words: frozenset[str]) -> TypedResult:
    comparator = {"<=": "≤", ">=": "≥"}.get(row.comparator or "", row.comparator)
    kind = "above_limit" if comparator in (">", "≥") else "less_than"
    if kind == "less_than" and "not_detected" in words:
        kind = "not_detected"
    elif kind == "less_than" and "detected" in words:
        kind = "below_quantification"
    if row.value is None or row.value <= 0:
        return TypedResult(problem=codes.NUMBER_NOT_ABOVE_ZERO)
    return TypedResult(kind=kind, limit=row.value, comparator=comparator)


def _read_words(place: FoundResult, said: str, options: Options) -> FoundResult | LeftOut:
    typed = read_number(said)
    if typed.problem in (codes.NUMBER_UNREADABLE, codes.NUMBER_TOO_LONG, codes.NUMBER_MISSING):
        return LeftOut(place.where, Reason("no_number", {"text": shorten(said, 80)}))
    return from_typed(place, typed, options)


def _on_scale(found: FoundResult, row: LabRow, role: str, options: Options) -> FoundResult:
    """The scale the code and the unit allow; only the one code for %IS is taken without asking."""
    if found.kind == "level" or found.unit in ("mr", "log_reduction"):
        return found
    numbered = found.value is not None or found.limit is not None
    if role == "other_transcript":
        other = replace(_without(found, codes.ASK_SCALE), unit="ratio_percent" if numbered else None)
        return with_ask(other, codes.ASK_TRANSCRIPT, *YES)
    if role == "percent_is":
        coded = any(loinc_roles()["bcr_abl"].get(code) == "percent_is" for code in row.loinc)
        filed = replace(found, unit="percent_is" if numbered else None)
        if coded:
            return _without(filed, codes.ASK_SCALE)
        return with_ask(filed, codes.ASK_SCALE, *SCALES) if filed.kind == "value" else filed
    if role == "raw" and found.kind in ("value", "less_than", "above_limit"):
        return with_ask(replace(found, unit="ratio_percent"), codes.ASK_SCALE, *SCALES)
    if "percent_is" in (role_in_text(f"bcr-abl {row.unit}"), role_in_text(row.text)):
        return with_ask(replace(found, unit="percent_is"), codes.ASK_SCALE, *SCALES)
    if found.limit is not None and found.unit is None:
        found = replace(found, unit=options.scale)
        return found if found.unit else with_ask(found, codes.ASK_SCALE, *SCALES)
    return ask_scale(found, options)


def _without(row: FoundResult, code: str) -> FoundResult:
    return replace(row, asks=tuple(ask for ask in row.asks if ask.code != code))


def _read_count(row: LabRow, item: str, options: Options) -> Found:
    if row.status in _VOID:
        return LeftOut(row.where, WRONG)
    if row.value is None or row.comparator:
        return LeftOut(row.where, Reason("no_value_named", {"text": shorten(row.text, 80)}))
    if row.collected_on is None:
        return LeftOut(row.where, Reason("no_day"))
    if row.collected_on > options.today:
        return LeftOut(row.where, Reason("count_in_future"))
    raw = f"{format(row.value, 'f')} {row.unit}".strip()
    unit = row.unit or options.units.get(item, "")
    if not unit:
        return FoundCount(row.where, raw, row.collected_on, item, row.value, None)
    kept = to_kept_unit(item, row.value, unit)
    if kept is None:
        return LeftOut(row.where, unknown_unit(item, unit))
    return FoundCount(row.where, raw, row.collected_on, item, *kept)


def unknown_unit(item: str, unit: str) -> Reason:
    """Why a number of this unit cannot be kept, and which units can."""
    if item == "neutrophils" and is_share(unit):
        return Reason(loinc_roles()["not_a_count"]["770-8"])
    return Reason("unit_unknown", {"unit": shorten(unit, 30), "item": item, "units": ITEM_UNITS[item]})
