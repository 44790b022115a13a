"""When two entries are the same test: one answer for forms, files and the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar


class Reported(Protocol):
    """The facts of a result that count here, whether it is in the record or only found in a file."""

    @property
    def collected_on(self) -> date | None: ...
    @property
    def specimen(self) -> str: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def limit(self) -> Decimal | None: ...
    @property
    def level(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def lab(self) -> str: ...


AnyReported = TypeVar("AnyReported", bound=Reported)


def is_same_result(one: Reported, other: Reported) -> bool:
    """Whether both are the same test: the same day, sample, kind and number, and no differing scale or
    laboratory.

    0.10 and 0.1 are the same number, `City` and ` city` the same laboratory. A fact that one of them does not
    state makes no difference.
    """
    facts = _facts(one) == _facts(other)
    return facts and _agree(one.unit, other.unit) and _agree(lab_name(one.lab), lab_name(other.lab))


def find_same_result(new: Reported, known: Iterable[AnyReported]) -> AnyReported | None:
    """The first of the known results that is the same test as `new`, or None."""
    return next((row for row in known if is_same_result(row, new)), None)


def by_day(rows: Iterable[AnyReported]) -> dict[date | None, list[AnyReported]]:
    """The results by day: only those of the same day can be the same test."""
    days: dict[date | None, list[AnyReported]] = {}
    for row in rows:
        days.setdefault(row.collected_on, []).append(row)
    return days


def _facts(row: Reported) -> tuple[object, ...]:
    """The compared facts: decimals are equal whatever their zeros;
    the level may be None or "" if not said."""
    return row.collected_on, row.specimen, row.kind, row.value, row.limit, row.level or None


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def lab_name(lab: str) -> str:
    """A laboratory's name in one spelling, ignoring spaces and case; "" if none is named."""
    return " ".join(lab.split()).casefold()
