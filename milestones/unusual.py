"""What is unusual about a result just typed: reasons to ask once before it is kept. Never a judgement.

A page asks "does your letter say this?" for each code; the person's yes is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milestones.history import History, Result
from milestones.scale import interval
from milestones.sourced import load_numbers

CODES = (
    "in_future",
    "before_diagnosis",
    "before_treatment",
    "duplicate",
    "three_copies",
    "low_start",
    "other_scale",
    "jump_up",
    "jump_down",
)


@dataclass(frozen=True)
class Unusual:
    """One reason to ask. `compared_with` is the earlier or equal result meant; `times` how many times as much
    (jump_up) or as little (jump_down); `day` the date it was held against."""

    code: str
    compared_with: Result | None = None
    times: Decimal | None = None
    day: date | None = None


def find_unusual(history: History, new: Result, today: date) -> tuple[Unusual, ...]:
    """Every reason to ask about `new`, in the order of CODES. `history` holds the other results, not `new`."""
    found = (
        _in_future(new, today),
        _before_diagnosis(history, new),
        _before_treatment(history, new),
        _duplicate(history, new),
        _three_copies(new),
        _low_start(history, new),
        _against_previous(history, new),
    )
    return tuple(reason for reason in found if reason is not None)


def find_previous(history: History, new: Result) -> Result | None:
    """The last result of the same kind of sample before `new`, or None."""
    earlier = [
        result
        for result in history.results
        if result.specimen == new.specimen and result.collected_on < new.collected_on and result.kind != "no_result"
    ]
    return earlier[-1] if earlier else None


def _in_future(new: Result, today: date) -> Unusual | None:
    return Unusual("in_future", day=today) if new.collected_on > today else None


def _before_diagnosis(history: History, new: Result) -> Unusual | None:
    diagnosed = history.person.diagnosed_on
    if diagnosed is None or new.collected_on >= diagnosed:
        return None
    return Unusual("before_diagnosis", day=diagnosed)


def _before_treatment(history: History, new: Result) -> Unusual | None:
    started = _treatment_began(history)
    if started is None or new.baseline or new.collected_on >= started:
        return None
    return Unusual("before_treatment", day=started)


def _treatment_began(history: History) -> date | None:
    return min((treatment.started_on for treatment in history.treatments), default=None)


def _duplicate(history: History, new: Result) -> Unusual | None:
    same = (result for result in history.results if _facts(result) == _facts(new))
    return next((Unusual("duplicate", compared_with=result) for result in same), None)


def _facts(result: Result) -> tuple[object, ...]:
    """What makes two entries the same test: its day, lab and number."""
    number = (result.kind, result.value, result.limit, result.unit, result.level)
    return result.collected_on, result.lab.strip().casefold(), *number


def _three_copies(new: Result) -> Unusual | None:
    if new.kind != "value" or new.value is None or new.copies is None or new.unit not in ("percent_is", "ratio_percent"):
        return None
    rule = load_numbers("unusual")["three_copies"]
    times_copies = new.value * new.copies / 100
    return Unusual("three_copies") if Decimal(rule["from"]) <= times_copies <= Decimal(rule["to"]) else None


def _low_start(history: History, new: Result) -> Unusual | None:
    if new.kind != "value" or new.unit != "percent_is" or new.value is None or not _is_start(history, new):
        return None
    rule = load_numbers("unusual")["low_start"]
    return Unusual("low_start") if new.value < Decimal(rule["below_percent_is"]) else None


def _is_start(history: History, new: Result) -> bool:
    started = _treatment_began(history)
    return new.baseline or (started is not None and new.collected_on < started)


def _against_previous(history: History, new: Result) -> Unusual | None:
    previous = find_previous(history, new)
    if previous is None or new.kind == "no_result":
        return None
    was, now = _range(previous), _range(new)
    if was is None or now is None:
        return Unusual("other_scale", compared_with=previous) if _scale_differs(previous, new) else None
    return _jump(previous, was, new, now)


def _scale_differs(previous: Result, new: Result) -> bool:
    return previous.unit != new.unit and "ratio_percent" in (previous.unit, new.unit)
