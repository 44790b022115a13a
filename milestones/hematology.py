"""Blood counts and marrow next to the PCR: which criteria are met, which unknown. They never overrule it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milestones.history import BloodCount, History, Marrow
from milestones.lines import Line, is_tki
from milestones.scale import EXACT
from milestones.sourced import load_numbers
from milestones.timing import add_months

MET, NOT_MET, UNKNOWN, TOO_LOW = "met", "not_met", "unknown", "too_low"
STATUSES = (MET, NOT_MET, UNKNOWN, TOO_LOW)
TOO_FEW_CELLS = "too_few_cells"


@dataclass(frozen=True)
class Criterion:
    """One criterion for a complete hematologic response: its code, and met, not_met or unknown (not
    reported).

    The criteria only ask whether a count is too high; one so low that it is not good news is too_low.
    `below` is the border in 10^9/L or percent, which itself does not meet it; None for a yes-or-no criterion.
    """

    code: str
    status: str
    below: Decimal | None = None


@dataclass(frozen=True)
class HematologicResponse:
    """All criteria for one blood count; `status` is met only if each is, not_met if any is not,
    else too_low or unknown."""

    status: str
    criteria: tuple[Criterion, ...]


def judge_counts(count: BloodCount) -> HematologicResponse:
    """Which criteria for a complete hematologic response one blood count meets."""
    rows = load_numbers("hematology")["complete_hematologic_response"]
    criteria = tuple(_criterion(code, _reported(count, code), rows[code].get("below")) for code in rows)
    statuses = {criterion.status for criterion in criteria}
    overall = next((status for status in (NOT_MET, TOO_LOW, UNKNOWN) if status in statuses), MET)
    return HematologicResponse(overall, criteria)


def _reported(count: BloodCount, code: str) -> Decimal | bool | None:
    """What the count says about a criterion; blasts count as immature cells too."""
    if code == "immature_granulocytes" and count.blasts_percent:
        return True
    reported: Decimal | bool | None = getattr(count, code)
    return reported


def _is_too_low(code: str, reported: Decimal | bool) -> bool:
    counts = load_numbers("counts")
    borders = {
        "platelets": counts["counts_low"]["platelets"]["soon_below"],
        "wbc": counts["never_met"]["wbc"]["below"],
    }
    return code in borders and reported < Decimal(borders[code])


def newest_response(
    counts: Iterable[BloodCount], today: date
) -> tuple[BloodCount, HematologicResponse] | None:
    """The newest blood count up to `today` that reports a criterion, and what it meets; None without one.

    A later count of hemoglobin alone does not hide what an earlier one said.
    """
    for count in sorted(counts, key=lambda row: row.collected_on, reverse=True):
        if count.collected_on <= today:
            response = judge_counts(count)
            if any(criterion.status != UNKNOWN for criterion in response.criteria):
                return count, response
    return None


def are_goals_ahead(day: date, history: History, lines: Sequence[Line]) -> bool:
    """Whether a count of that day is from before its goals apply, and so shows where treatment began.

    Without a main tablet, the months count from the diagnosis, if the record has no other medicine.
    """
    if not lines and any(is_tki(row) for row in history.treatments):
        return True  # the first tablet is still to come
    start = lines[0].started_on if lines else None if history.treatments else history.person.diagnosed_on
    return start is not None and day < add_months(start, load_numbers("hematology")["goals_ahead"]["months"])


def _criterion(code: str, reported: Decimal | bool | None, below: str | None) -> Criterion:
    border = None if below is None else Decimal(below)
    if reported is None:
        return Criterion(code, UNKNOWN, border)
    if border is None:
        must_be = load_numbers("hematology")["complete_hematologic_response"][code]["must_be"]
        return Criterion(code, MET if reported is must_be else NOT_MET)
    if _is_too_low(code, reported):
        return Criterion(code, TOO_LOW, border)
    return Criterion(code, MET if reported < border else NOT_MET, border)


def count_borders() -> dict[str, Decimal]:
    """The border below which each measured criterion is met, by its code: 10^9/L or percent."""
    rows = load_numbers("hematology")["complete_hematologic_response"]
    return {code: Decimal(row["below"]) for code, row in rows.items() if "below" in row}


def cytogenetic_codes() -> tuple[str, ...]:
    """Every cytogenetic response, the deepest first, then the code for too few cells."""
    return (*(row["code"] for row in load_numbers("hematology")["cytogenetic"]), TOO_FEW_CELLS)


def judge_marrow(marrow: Marrow) -> str | None:
    """The cytogenetic response in one marrow test; "too_few_cells", or None if cells were not counted."""
    if marrow.ph_positive is None or not marrow.metaphases:
        return None
    numbers = load_numbers("hematology")
    if marrow.metaphases < numbers["metaphases"]["at_least"]:
        return TOO_FEW_CELLS
    share = EXACT.divide(Decimal(marrow.ph_positive * 100), Decimal(marrow.metaphases))
    return next(str(row["code"]) for row in numbers["cytogenetic"] if share <= Decimal(row["at_most"]))
