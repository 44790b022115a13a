"""Which day a letter's result belongs to; only the day of the sample is ever used."""

from collections.abc import Collection, Sequence
from datetime import date

from cmlguide.exchange import codes
from cmlguide.exchange.pasted_report.lines import Line, WrittenDay
from cmlguide.exchange.preview.day_order import find_order
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.typed.date import TypedDate, read_date
from cmlguide.exchange.typed.statement import Statement


def order_of(days: Sequence[WrittenDay], options: Options) -> str | None:
    """Day first or month first, if a date in the letter proves it; else None."""
    return find_order([day.text for day in days], options)


def read_day(day: WrittenDay | None, order: str | None, today: date) -> TypedDate:
    """The date, or the problem when there is none."""
    return read_date("" if day is None else day.text, order, today)


def names_several(days: Sequence[WrittenDay]) -> bool:
    """Whether the letter names several collection days: each then applies only to what is next to it."""
    return len({day.text for day in days if day.label == "collected"}) > 1


def own_days(statement: Statement, line: Line, several: bool) -> tuple[WrittenDay, ...]:
    """The days next to the value itself: in its row, or in its sentence.

    A collection day applies to the whole letter, unless the letter names `several`. Beside it a day that does
    not say what it is of does not win: the person chooses.
    """
    beside = [day for day in line.days if line.is_row or day.sentence == statement.sentence]
    if several or line.is_row or any(not day.label for day in beside):
        return tuple(day for day in beside if day.label in ("", "collected"))
    return ()


def paired_day(
    statement: Statement, line: Line, own: Sequence[WrittenDay], values: Sequence[Statement]
) -> tuple[WrittenDay, ...]:
    """Of several days in one sentence, the one that goes with this value,
    if there are as many days as values."""
    beside = [one for one in values if one.sentence == statement.sentence]
    if len(beside) == len(own) > 1:
        return (own[beside.index(statement)],)
    if not any(one.role == "previous" for one in beside):
        return tuple(own)
    return tuple(day for day in own if _value_beside(day, beside) is statement)


def _value_beside(day: WrittenDay, values: Sequence[Statement]) -> Statement:
    """The value a day belongs to when now and earlier share a sentence: the one before it, else the next."""
    before = [one for one in values if one.at < day.at]
    return before[-1] if before else values[0]


def one_of(days: Sequence[WrittenDay], order: str | None, today: date) -> TypedDate:
    """The one day these may be; if there are several, the person chooses."""
    read = [read_day(day, order, today) for day in days]
    possible = sorted({day for one in read for day in ((one.date,) if one.date else one.choices)})
    if len(read) == 1 or len(possible) < 2:
        return read[0]
    return TypedDate(problem=codes.ASK_DAY_OR_MONTH, choices=tuple(possible))


def day_of_sample(days: Sequence[WrittenDay], taken: Collection[WrittenDay]) -> WrittenDay | None:
    """The day the sample was taken: the one labelled so, else the only unlabelled date. None when unclear."""
    free = [day for day in days if day not in taken]
    collected = [day for day in free if day.label == "collected"]
    if collected:
        return collected[0] if len({day.text for day in collected}) == 1 else None
    unlabelled = [day for day in free if not day.label]
    return unlabelled[0] if len({day.text for day in unlabelled}) == 1 else None
