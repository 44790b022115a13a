"""Turns a preview and the person's answers into the entries to keep."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.counts import blood_counts
from cmlguide.exchange.preview.entries import history_of, with_signs
from cmlguide.exchange.preview.medicines import STILL_TAKING, has_ask
from cmlguide.exchange.preview.rows import from_typed, record_problem
from cmlguide.exchange.preview.values import (
    FoundCount,
    FoundEntry,
    FoundMedicine,
    FoundResult,
    Options,
    Preview,
)
from cmlguide.exchange.typed.date import read_date
from cmlguide.exchange.typed.number import read_number
from milestones.history import UNITS, History, Result, Treatment
from milestones.record import RecordProblems, read_tables, write_tables

LEAVE_OUT = "leave_out"
_NUMBERS = (codes.ASK_DECIMAL_COMMA, codes.ASK_RATIO_OR_PERCENT)
_NOT_DETECTED = (codes.ASK_ZERO, codes.ASK_THREE_COPIES)


@dataclass(frozen=True)
class Answered:
    """What to keep: a History with only the new entries. `unanswered`: keys of rows with open questions.

    `problems`: entries no record can hold; if there are any, nothing may be kept.
    """

    history: History
    unanswered: tuple[str, ...] = ()
    problems: tuple[Reason, ...] = ()


def apply_answers(
    preview: Preview,
    answers: Mapping[str, Mapping[str, str]],
    options: Options,
    left_out: Collection[str] = (),
) -> Answered:
    """The new entries of a preview. `answers`: row key to question code to choice;
    `left_out`: keys unticked."""
    results = _answered([row for row in preview.results if _wanted(row, left_out)], answers, options)
    medicines = [
        answer_medicine(row, answers.get(row.key, {}), options)
        for row in preview.medicines
        if _wanted(row, left_out)
    ]
    counts = [
        one
        for row in preview.blood_counts
        if _wanted(row, left_out) and (one := answer_count(row, answers.get(row.key, {}))) is not None
    ]
    open_keys = [row.key for row in results if not _is_ready(row)]
    open_keys += [row.key for row in medicines if row.asks or not row.started_on] + [
        row.key for row in counts if row.unit is None or row.asks
    ]
    entries = [row for row in preview.entries if _wanted(row, left_out)]
    others = history_of(_sourced(row.entry, preview, row.where) for row in entries)
    settled_counts = [row for row in counts if not row.asks]
    numbers = with_signs(blood_counts(settled_counts), others.blood_counts)
    history = History(
        results=tuple(_result(row, preview) for row in results if _is_ready(row)),
        treatments=tuple(_treatment(row, preview) for row in medicines if row.started_on and not row.asks),
        blood_counts=tuple(_sourced(row, preview, "") for row in numbers),
        marrow=others.marrow,
        mutations=others.mutations,
    )
    return Answered(history, tuple(open_keys), _check(history))


def _wanted(row: FoundResult | FoundCount | FoundMedicine | FoundEntry, left_out: Collection[str]) -> bool:
    return not row.known and row.key not in left_out


def _is_ready(row: FoundResult) -> bool:
    return not row.asks and row.collected_on is not None and row.kind is not None


def _check(history: History) -> tuple[Reason, ...]:
    try:
        read_tables(write_tables(history))
    except RecordProblems as error:
        return tuple(record_problem(one) for one in error.problems)
    return ()


def _answered(
    rows: list[FoundResult], answers: Mapping[str, Mapping[str, str]], options: Options
) -> list[FoundResult]:
    kept = []
    for row in rows:
        key: str = row.key
        current: FoundResult | None = row
        for code, choice in answers.get(key, {}).items():
            current = None if current is None else answer_row(current, code, choice, options)
        if current is not None:
            kept.append(current)
    return kept


def answer_row(row: FoundResult, code: str, choice: str, options: Options) -> FoundResult | None:
    """The row with one question answered; None when it is left out; a nonsensical answer changes nothing."""
    if choice == LEAVE_OUT:
        return None
    done = replace(row, asks=tuple(ask for ask in row.asks if ask.code != code))
    if len(done.asks) == len(row.asks):
        return row
    if code.startswith("date_") or code == codes.ASK_DAY_OR_MONTH:
        day = read_date(choice, options.order, options.today).date
        return row if day is None else replace(done, collected_on=day)
    if code in _NOT_DETECTED and choice == "not_detected":
        return replace(done, kind="not_detected", value=None, unit=None, asks=_without_scale(done))
    if code == codes.ASK_SCALE:
        return replace(done, unit=choice) if choice in UNITS else row
    if code in _NUMBERS:
        number = _number(choice)
        return row if number is None else _with_number(done, number)
    if code in codes.NUMBER_PROBLEMS:
        typed = read_number(choice)
        return row if typed.problem else from_typed(replace(done, as_reported=choice), typed, options)
    return done if choice == "yes" else row


def _without_scale(row: FoundResult) -> tuple[Any, ...]:
    return tuple(ask for ask in row.asks if ask.code != codes.ASK_SCALE)


def _with_number(row: FoundResult, number: Decimal) -> FoundResult:
    return replace(row, value=number) if row.value is not None else replace(row, limit=number)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def answer_medicine(row: FoundMedicine, said: Mapping[str, str], options: Options) -> FoundMedicine:
    """The medicine with the dates the person gives:
    its start ("yes" takes the file's), and its end or none."""
    for code, choice in said.items():
        if not has_ask(row, code):
            continue
        done = replace(row, asks=tuple(ask for ask in row.asks if ask.code != code))
        day = read_date(choice, options.order, options.today).date
        if code == codes.ASK_STARTED:
            started = row.started_on if choice == "yes" else day
            row = row if started is None else replace(done, started_on=started)
        elif code == codes.ASK_STOPPED and choice == STILL_TAKING:
            row = done
        elif code == codes.ASK_STOPPED and day and not (row.started_on and day < row.started_on):
            row = replace(done, stopped_on=day)
    return row


def answer_count(row: FoundCount, said: Mapping[str, str]) -> FoundCount | None:
    """The number with its question answered; None when it is left out."""
    if LEAVE_OUT in said.values():
        return None
    return replace(row, asks=tuple(ask for ask in row.asks if said.get(ask.code) != "yes"))


def _result(row: FoundResult, preview: Preview) -> Result:
    numbered = row.value is not None or row.limit is not None
    facts = {**row.facts(), "unit": row.unit if numbered else None}
    return Result(**facts, extra={"source": _source(preview, row.where)})


def _treatment(row: FoundMedicine, preview: Preview) -> Treatment:
    return Treatment(
        medicine=row.medicine,
        started_on=row.started_on or date.min,
        stopped_on=row.stopped_on,
        dose=row.dose,
        stop_reason=row.stop_reason,
        keep_clock=row.keep_clock,
        tki=row.tki,
        extra={"source": _source(preview, row.where)},
    )


def _sourced(row: Any, preview: Preview, where: str) -> Any:
    return replace(row, extra={**row.extra, "source": _source(preview, where)})


def _source(preview: Preview, where: str) -> dict[str, str]:
    """Where an entry came from, which is stored with the entry."""
    facts = {"kind": preview.source, "sha256": preview.sha256, "where": where}
    return {name: fact for name, fact in facts.items() if fact}
