"""Reads one laboratory row of a health record (FHIR or C-CDA) as a result, a blood count, or a reason."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.rows import SCALES, YES, ask_ratio, ask_scale, from_typed, is_final, shorten
from cmlguide.exchange.preview.values import FoundCount, FoundResult, LeftOut, Options, with_ask
from cmlguide.exchange.terms.names import (
    control_gene_in,
    item_in_text,
    loinc_roles,
    mentions_marrow,
    role_in_text,
)
from cmlguide.exchange.terms.scales import COPIES, LOG, MR, PERCENT, PERCENT_IS, RATIO, scale_of_unit
from cmlguide.exchange.typed.number import TypedResult, read_count, read_number
from cmlguide.exchange.typed.result_words import read_words

WHY: dict[str, str] = {
    "copies": "test_copies",
    "detail": "test_detail",
    "fish": "test_fish",
    "cytogenetics": "test_chromosomes",
    "mutation": "test_mutation",
    "presence": "test_presence",
    "interpretation": "test_comment",
    "log": "test_log",
}
"""What a test measures that is no result to follow -> the reason."""
VOID = ("entered-in-error", "cancelled", "nullified", "aborted")


@dataclass(frozen=True)
class LabRow:
    """One row as found in the file: `value` with `unit` and `comparator`, or `value_text`. `text`: the test.

    `unit_code` is the code given along with the unit's text. `own`: we wrote it, so its unit is right and
    nothing is asked. `reported`: the lab's own text. `interpretation` is the lab's flag (ND, DET, <, ...);
    `absent` says why there is no value; `not_done` why nothing was measured (planned, negated).
    """

    where: str
    text: str
    loinc: tuple[str, ...] = ()
    value: Decimal | None = None
    value_text: str = ""
    unit: str = ""
    unit_code: str = ""
    comparator: str | None = None
    interpretation: str = ""
    absent: str = ""
    collected_on: date | None = None
    date_problem: str | None = None
    status: str = "final"
    not_done: Reason | None = None
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

    @property
    def scale(self) -> str:
        """The scale named by its unit (terms.scales)."""
        return scale_of_unit(self.unit, self.unit_code)


@dataclass(frozen=True)
class FoundCopies:
    """Control gene copies in a row of their own: they belong to the result from the same sample."""

    where: str
    collected_on: date | None
    gene: str | None
    copies: int
    text: str


Found = FoundResult | FoundCount | FoundCopies | LeftOut


def read_result_row(row: LabRow, options: Options) -> FoundResult | FoundCopies | LeftOut | None:
    """The contents of a row about BCR::ABL1 or its control gene's copies; None for any other row."""
    role, sure = _role(row)
    if role:
        return row_left_out(row) or _read_bcr_abl(row, role, sure, options)
    gene = control_gene_in(row.text)
    copies = None if gene is None or row.value is None else read_count(format(row.value, "f")).value
    if gene is None or not copies or row_left_out(row):
        return None
    return FoundCopies(row.where, row.collected_on, gene or None, copies, shorten(row.text, 80))


def is_about_bcr_abl(row: LabRow) -> bool:
    """Whether the row's code or name is about BCR::ABL1, whatever it holds."""
    return _role(row)[0] is not None


def row_left_out(row: LabRow) -> LeftOut | None:
    """Why the row is not used, whatever it measures: withdrawn, planned, negated. None when it is used."""
    if row.not_done is not None:
        return LeftOut(row.where, row.not_done)
    return LeftOut(row.where, Reason("result_void")) if row.status in VOID else None


def _role(row: LabRow) -> tuple[str | None, bool]:
    """(role, whether code and name agree). If they disagree, the name wins."""
    by_code = next((role for code in row.loinc if (role := loinc_roles()["bcr_abl"].get(code))), None)
    by_text = role_in_text(row.text)
    if by_code and by_text in (None, "unsure", by_code):
        return by_code, by_text is not None or item_in_text(row.text) is None
    if by_code and by_text == "percent_is":
        return ("unsure" if by_code in ("raw", "unsure", "marrow") else by_code), True
    if by_code in ("percent_is", "raw", "unsure", "marrow") and by_text in ("ratio", "mr"):
        return by_code if by_text == "ratio" else "mr", True
    return by_text, by_code is None


def _read_bcr_abl(row: LabRow, role: str, sure: bool, options: Options) -> FoundResult | LeftOut:
    if row.own:
        return _read_own(row, options)
    if row.value is not None and row.scale == COPIES:
        role = "copies"
    if role in WHY:
        return LeftOut(row.where, Reason(WHY[role], {"text": shorten(row.text, 80)}))
    marrow = role == "marrow" or mentions_marrow(row.specimen) or mentions_marrow(row.text)
    found = _read_value(_place(row, "marrow" if marrow else "blood"), row, role, options)
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


def _read_own(row: LabRow, options: Options) -> FoundResult | LeftOut:
    """A result of our own bundle, exactly as it was written."""
    place = _place(row, "marrow" if mentions_marrow(row.specimen) else "blood")
    if row.value is not None and row.comparator is None:
        found: FoundResult | LeftOut = replace(place, kind="value", value=row.value)
    elif row.value is None:
        found = _read_value(place, row, "", options)
    else:
        found = from_typed(place, _limited(row, read_words(row.interpretation)), options)
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
    unit = row.unit or row.unit_code
    raw = shorten(row.value_text or f"{comparator}{number} {unit}".strip() or row.absent)
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


def _read_value(place: FoundResult, row: LabRow, role: str, options: Options) -> FoundResult | LeftOut:
    """The row's number, or what it says instead."""
    if row.value is None:
        said = row.value_text or row.absent or row.interpretation
        return _read_words(place, said, options) if said.strip() else LeftOut(row.where, Reason("no_value"))
    written = f"{row.comparator or ''}{format(row.value, 'f')}"
    if row.scale == LOG and role != "mr":
        return from_typed(place, read_number(f"{written} log"), options)
    if row.scale == MR or (role == "mr" and row.scale not in (PERCENT, PERCENT_IS, RATIO)):
        return from_typed(place, read_number(f"MR {written}"), options)
    if row.comparator is not None:
        words = read_words(f"{row.interpretation} {row.value_text}")
        return from_typed(place, _limited(row, words), options)
    if row.scale == RATIO or (role == "ratio" and row.scale not in (PERCENT, PERCENT_IS)):
        place = ask_ratio(place, row.value)
    return from_typed(place, replace(read_number(written), unit=None), options)


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
    """On the scale that code, name and unit allow; only a code for %IS with a percent needs no question."""
    if found.kind == "level" or found.unit in ("mr", "log_reduction"):
        return found
    numbered = found.value is not None or found.limit is not None
    if role == "other_transcript":
        other = replace(_without(found, codes.ASK_SCALE), unit="ratio_percent" if numbered else None)
        return with_ask(other, codes.ASK_TRANSCRIPT, *YES)
    if not numbered:
        return found
    scale = row.scale or (PERCENT if "%" in row.value_text else "")
    if role == "percent_is" and scale in (PERCENT, PERCENT_IS):
        return _filed(found, row)
    if role == "percent_is" and found.kind != "value":
        return with_ask(replace(found, unit="percent_is"), codes.ASK_SCALE, *SCALES)
    if role == "percent_is":
        return ask_scale(replace(found, unit=None), options)
    if role == "raw" and scale == PERCENT and found.kind in ("value", "less_than", "above_limit"):
        return with_ask(replace(found, unit="ratio_percent"), codes.ASK_SCALE, *SCALES)
    if scale == PERCENT_IS or role_in_text(row.text) == "percent_is":
        return with_ask(replace(found, unit="percent_is"), codes.ASK_SCALE, *SCALES)
    if found.limit is not None and found.unit is None:
        found = replace(found, unit=options.scale)
        return found if found.unit else with_ask(found, codes.ASK_SCALE, *SCALES)
    return ask_scale(found, options)


def _filed(found: FoundResult, row: LabRow) -> FoundResult:
    """A percent whose code or name says IS: a code settles it, a name alone has to be confirmed."""
    filed = replace(found, unit="percent_is")
    if any(loinc_roles()["bcr_abl"].get(code) == "percent_is" for code in row.loinc):
        return _without(filed, codes.ASK_SCALE)
    return with_ask(filed, codes.ASK_SCALE, *SCALES) if filed.kind == "value" else filed


def _without(row: FoundResult, code: str) -> FoundResult:
    return replace(row, asks=tuple(ask for ask in row.asks if ask.code != code))
