"""What is unusual about a newly typed result: reasons to ask before it is saved. Never a judgement.

A page asks "does your letter say this?" for each code; the person's yes is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from milestones.history import History, Result
from milestones.scale import Interval, is_on_scale, read_interval, read_raw_interval
from milestones.sourced import load_numbers

CODES = (
    "in_future",
    "before_diagnosis",
    "before_treatment",
    "three_copies",
    "low_start",
    "other_scale",
    "jump_up",
    "jump_down",
)


@dataclass(frozen=True)
class Unusual:
    """One reason to ask.

    `compared_with` is the previous result, `times` how many times higher (jump_up) or lower (jump_down) the
    new one is, `day` the date it was compared with.
    """

    code: str
    compared_with: Result | None = None
    times: Decimal | None = None
    day: date | None = None


def find_unusual(history: History, new: Result, today: date) -> tuple[Unusual, ...]:
    """Every reason to ask about `new`, in the order of CODES. `history` contains only the other results."""
    found = (
        _in_future(new, today),
        _before_diagnosis(history, new),
        _before_treatment(history, new),
        _three_copies(new),
        _low_start(history, new),
        _against_previous(history, new),
    )
    return tuple(reason for reason in found if reason is not None)


def find_previous(history: History, new: Result) -> Result | None:
    """The last result of the same kind of sample before `new`, or None."""
    alike = (row for row in history.results if row.specimen == new.specimen and row.kind != "no_result")
    earlier = [row for row in alike if row.collected_on < new.collected_on]
    return earlier[-1] if earlier else None


def _in_future(new: Result, today: date) -> Unusual | None:
    return Unusual("in_future", day=today) if new.collected_on > today else None


def _before_diagnosis(history: History, new: Result) -> Unusual | None:
    diagnosed = history.person.diagnosed_on
    if diagnosed is None or not is_before_diagnosis(new.collected_on, diagnosed):
        return None
    return Unusual("before_diagnosis", day=diagnosed)


def is_before_diagnosis(collected_on: date, diagnosed_on: date) -> bool:
    """Whether a sample is so much older than the diagnosis that one of the two dates may be wrong. The sample
    that found it is always a little older than the day it was told."""
    return collected_on < diagnosed_on - timedelta(
        days=int(load_numbers("unusual")["before_diagnosis"]["days"])
    )


def _before_treatment(history: History, new: Result) -> Unusual | None:
    started = _treatment_began(history)
    if started is None or new.baseline or new.collected_on >= started:
        return None
    return Unusual("before_treatment", day=started)


def _treatment_began(history: History) -> date | None:
    return min((treatment.started_on for treatment in history.treatments), default=None)


def _three_copies(new: Result) -> Unusual | None:
    if new.value is None or new.copies is None or new.unit not in ("percent_is", "ratio_percent"):
        return None
    rule = load_numbers("unusual")["three_copies"]
    times_copies = new.value * new.copies / 100
    return Unusual("three_copies") if Decimal(rule["from"]) <= times_copies <= Decimal(rule["to"]) else None


def _low_start(history: History, new: Result) -> Unusual | None:
    if new.value is None or new.unit != "percent_is" or not _is_start(history, new):
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
    if is_on_scale(previous) != is_on_scale(new):
        return Unusual("other_scale", compared_with=previous)
    read = read_interval if is_on_scale(new) else read_raw_interval
    was, now = read(previous), read(new)
    return None if was is None or now is None else _jump(previous, was, now)


def _jump(previous: Result, was: Interval, now: Interval) -> Unusual | None:
    """A certain rise, from the highest the one can be to the lowest the other can be; or a fall between
    numbers.

    A limit ("not detected", "<") after a number is not a fall to ask about: good news is reported like that.
    """
    rule = Decimal(load_numbers("unusual")["jump"]["times"])
    if was.high and now.low >= was.high * rule:
        return Unusual("jump_up", previous, now.low / was.high)
    measured = was.low == was.high and now.low == now.high
    if measured and now.low and was.low >= now.low * rule:
        return Unusual("jump_down", previous, was.low / now.low)
    return None
