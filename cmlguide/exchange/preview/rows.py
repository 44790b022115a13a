"""From the text of a number to a found row: its questions, its scale, its place."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.preview.values import Choice, FoundCount, FoundResult, LeftOut, Options, with_ask
from cmlguide.exchange.typed.number import TypedResult
from milestones.history import History, Result
from milestones.same_result import find_same_result
from milestones.unusual import find_unusual

SCALES = (
    Choice("percent_is", Reason("scale_is")),
    Choice("ratio_percent", Reason("scale_raw")),
    Choice("mr", Reason("scale_mr")),
)
ZERO_MEANS = (
    Choice("not_detected", Reason("was_not_detected")),
    Choice("leave_out", Reason("leave_out")),
)
YES = (Choice("yes", Reason("yes")), Choice("leave_out", Reason("no_leave_out")))
_STATUS_NOT_FINAL = ("preliminary", "registered", "partial", "active")


def from_typed(row: FoundResult, typed: TypedResult, options: Options) -> FoundResult:
    """The row with what its text says, and a question for anything the text leaves open."""
    if typed.problem:
        return with_ask(row, typed.problem)
    filled = replace(
        row,
        kind=typed.kind,
        value=typed.value,
        limit=typed.limit,
        unit=typed.unit or row.unit,
        level=typed.level,
        comparator=typed.comparator,
        as_reported=row.as_reported or row.raw,
    )
    return ask_scale(_ask_typed(filled, typed), options)


def _ask_typed(row: FoundResult, typed: TypedResult) -> FoundResult:
    if typed.question is None:
        return row
    if typed.question == codes.ASK_ZERO:
        return with_ask(row, codes.ASK_ZERO, *ZERO_MEANS)
    numbers = tuple(as_written(format(number, "f")) for number in typed.choices)
    return with_ask(row, typed.question, *(numbers or YES))


def as_written(text: str) -> Choice:
    """An answer shown as it is in the file: a number, a unit."""
    return Choice(text, Reason("as_written", {"text": text}))


def day_choices(days: Iterable[date]) -> tuple[Choice, ...]:
    """The days a written date may mean, to choose from."""
    return tuple(Choice(day.isoformat(), Reason("on_day", {"day": day})) for day in days)


def ask_ratio(row: FoundResult, number: Decimal) -> FoundResult:
    """The row with the question whether its number is a percent or a plain ratio (1 = 100%)."""
    choices = (format(number, "f"), format(number * 100, "f"))
    asked = (Choice(one, Reason("is_percent", {"number": one})) for one in choices)
    return with_ask(row, codes.ASK_RATIO_OR_PERCENT, *asked)


def ask_scale(row: FoundResult, options: Options, sure: bool = False) -> FoundResult:
    """The row on the scale the person chose for the file, else with the question which scale it is on."""
    if sure or (row.value is None and row.limit is None) or row.unit in ("mr", "log_reduction"):
        return row
    if any(ask.code == codes.ASK_ZERO for ask in row.asks):
        return row
    may_be_ratio = any(ask.code == codes.ASK_RATIO_OR_PERCENT for ask in row.asks)
    if row.unit is None and options.scale and not may_be_ratio:
        return replace(row, unit=options.scale)
    return with_ask(row, codes.ASK_SCALE, *SCALES) if row.unit is None else row


def ask_about_result(row: FoundResult, options: Options) -> FoundResult:
    """The row with the questions any result may raise: a date in the future, "not detected" as 3 / copies."""
    if row.collected_on is None:
        return row
    if row.collected_on > options.today:
        row = with_ask(row, codes.ASK_FUTURE, *YES)
    if _looks_like_three_copies(row, options.today):
        row = with_ask(row, codes.ASK_THREE_COPIES, *ZERO_MEANS[:1], Choice("yes", Reason("no_keep_number")))
    return row


def _looks_like_three_copies(row: FoundResult, day: date) -> bool:
    if row.kind != "value" or row.copies is None or not row.unit:
        return False
    result = Result(day, value=row.value, unit=row.unit, copies=row.copies)
    return any(reason.code == "three_copies" for reason in find_unusual(History(), result, day))


def drop_repeats(rows: list[FoundResult]) -> tuple[list[FoundResult], list[LeftOut]]:
    """The rows without repeats within the file; each repeat is listed as left out."""
    kept: list[FoundResult] = []
    alike: dict[tuple[object, ...], list[FoundResult]] = {}
    not_understood: set[str] = set()
    left_out = []
    for row in rows:
        if row.collected_on is None or row.kind is None:
            kept += [] if row.key in not_understood else [row]
            not_understood.add(row.key)
            continue
        of_number = alike.setdefault((row.collected_on, row.kind, row.value, row.limit), [])
        if first := find_same_result(row, of_number):
            left_out.append(LeftOut(row.where, Reason("repeated_result", {"where": first.where})))
        else:
            of_number.append(row)
            kept.append(row)
    return kept, left_out


def drop_repeated_counts(rows: list[FoundCount]) -> tuple[list[FoundCount], list[LeftOut]]:
    """One number per day for each item: a repeat is dropped, and a different number is left out with its
    reason.

    A share and a cell count are two numbers, and both are kept.
    """
    kept: dict[tuple[object, ...], FoundCount] = {}
    left_out = []
    for row in rows:
        facts = (row.collected_on, row.item, row.unit)
        first = kept.setdefault(facts, row)
        if first is row:
            continue
        if first.value == row.value:
            left_out.append(LeftOut(row.where, Reason("repeated_count", {"where": first.where})))
        else:
            values = {"text": shorten(row.raw, 40), "kept": shorten(first.raw, 40), "where": first.where}
            left_out.append(LeftOut(row.where, Reason("count_second", values)))
    return list(kept.values()), left_out


def is_final(status: str) -> bool:
    """Whether a laboratory's status means that the result is final."""
    return status.casefold() not in _STATUS_NOT_FINAL


def record_problem(problem: str) -> Reason:
    """A problem from the engine's record (`results[3].value: ...`) as the entry's place and what is wrong."""
    place, _, said = problem.partition(": ")
    return Reason("record_entry", {"place": place, "said": said})


_SPACES = re.compile(r"\s+")


def shorten(text: str, most: int = 200) -> str:
    """Text from a file on one line, cut to what a page can show."""
    one_line = _SPACES.sub(" ", text).strip()
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
