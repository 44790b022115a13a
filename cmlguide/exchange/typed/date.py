"""Reads a date as typed or pasted (`2026-07-03`, `3 Jul 26`, `03/07/26`) as one day, without guessing.

* Four digits first is year, month, day. A month by name settles the order, in a dozen languages.
* All numbers, day and month both 12 or less: the possible dates are returned as `choices`, unless the caller
  knows the order (three labelled boxes; a column in which another row proves it).
* A two-digit year means 20YY up to next year; anything later must be written with four digits.
* A date without a day stays incomplete: `year` and `month` are given, `date` is not.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cmlguide.exchange import codes
from cmlguide.exchange.typed.text import fold, plain_text

LONGEST = 60
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
ORDERS = ("dmy", "mdy", "ymd")
SHORTEST_NAME = 3

_TIME = re.compile(
    r"(?:t|\s|,)\s*(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|sday|urday)?[,.]?\s+"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|o|º|ª|e)(?=[\s,.]|$)")
_JOINERS = re.compile(r"(?<!\w)(?:de|del|di|of|the|den|d)(?!\w)")
_EAST_ASIAN = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(\d{2})(\d{2})$")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ALLOWED = re.compile(r"[\w\s.,/'-]*")


@dataclass(frozen=True)
class TypedDate:
    """The day, or `problem` (codes.py) saying what is missing; `choices` when it may be one of several days.

    `year` and `month` are set for a date written without its day.
    """

    date: datetime.date | None = None
    problem: str | None = None
    choices: tuple[datetime.date, ...] = ()
    year: int | None = None
    month: int | None = None


def read_date(text: str, order: str | None = None, today: datetime.date | None = None) -> TypedDate:
    """The date in `text`. Pass `order` (dmy, mdy, ymd) only when it is known, never as a likely guess.

    `today` bounds two-digit years (default: the computer's date, UTC). Never raises.
    """
    plain = fold(plain_text(text)).strip(" .,;")
    if not plain:
        return TypedDate(problem=codes.DATE_MISSING)
    if len(plain) > LONGEST:
        return TypedDate(problem=codes.DATE_UNREADABLE)
    bare = _JOINERS.sub(" ", _ORDINAL.sub("", _WEEKDAY.sub("", _TIME.sub("", plain)))).strip()
    reading = _Reading(order, today or datetime.datetime.now(datetime.UTC).date())
    east_asian = _EAST_ASIAN.match(bare)
    if east_asian:
        return reading.year_first([part for part in east_asian.groups() if part])
    if not _ALLOWED.fullmatch(bare):
        return TypedDate(problem=codes.DATE_UNREADABLE)
    return reading.read(bare)


@dataclass(frozen=True)
class _Reading:
    """How to read one text: in which order, if known, and up to which year."""

    order: str | None
    today: datetime.date

    def read(self, bare: str) -> TypedDate:
        compact = _COMPACT.match(bare)
        if compact:
            return _day(int(compact[1] + compact[2]), int(compact[3]), int(compact[4]))
        tokens = _TOKEN.findall(bare)
        names = [token for token in tokens if token.isalpha()]
        numbers = [token for token in tokens if token.isdigit()]
        if len(names) > 1 or len(numbers) > 3 or any(len(number) > 4 for number in numbers):
            return TypedDate(problem=codes.DATE_UNREADABLE)
        if names:
            month = month_of(names[0])
            return TypedDate(problem=codes.DATE_UNREADABLE) if month is None else self.named(month, numbers)
        return self.all_numbers(numbers, bare)

    def named(self, month: int, numbers: list[str]) -> TypedDate:
        """Day and year with a month's name: `3 Jul 26`, `Jul 3, 2026`, `2026 Jul 3`, `Jul 2026`."""
        if len(numbers) == 0:
            return TypedDate(problem=codes.DATE_YEAR_MISSING, month=month)
        if len(numbers) == 1:
            return self._lone(month, numbers[0])
        if len(numbers) > 2:
            return TypedDate(problem=codes.DATE_UNREADABLE)
        day, year = numbers[::-1] if len(numbers[0]) == 4 else numbers
        return self._full(day, month, year)

    def _lone(self, month: int, number: str) -> TypedDate:
        if len(number) == 4:
            return TypedDate(problem=codes.DATE_DAY_MISSING, month=month, year=int(number))
        return TypedDate(problem=codes.DATE_YEAR_MISSING, month=month)

    def all_numbers(self, numbers: list[str], bare: str) -> TypedDate:
        if any(len(number) == 3 for number in numbers):
            return TypedDate(problem=codes.DATE_UNREADABLE)
        if numbers and len(numbers[0]) == 4:
            return self.year_first(numbers)
        if len(numbers) == 2 and len(numbers[1]) == 4:
            return self.year_first(numbers[::-1])
        if len(numbers) != 3:
            return TypedDate(problem=codes.DATE_UNREADABLE)
        if len(numbers[1]) == 4:
            return TypedDate(problem=codes.DATE_UNREADABLE)
        return self._by_order(numbers, "-" in bare)

    def year_first(self, numbers: list[str]) -> TypedDate:
        """`2026-07-03`; `2026-07` and `2026` stay partial."""
        year = int(numbers[0])
        month = int(numbers[1]) if len(numbers) > 1 else None
        if len(numbers) == 3:
            return self._full(numbers[2], month or 0, numbers[0])
        if month is None:
            return TypedDate(problem=codes.DATE_MONTH_MISSING, year=year)
        if not 1 <= month <= 12:
            return TypedDate(problem=codes.DATE_IMPOSSIBLE)
        return TypedDate(problem=codes.DATE_DAY_MISSING, year=year, month=month)

    def _by_order(self, numbers: list[str], hyphens: bool) -> TypedDate:
        """The date in every order the numbers allow: one date settles it, several become choices."""
        orders: tuple[str, ...] = (self.order,) if self.order else ("dmy", "mdy")
        if self.order is None and hyphens and len(numbers[2]) == 2:
            orders = ORDERS
        read = [self._full(**dict(zip(_parts(order), numbers, strict=True))) for order in orders]
        dates = sorted({one.date for one in read if one.date})
        if len(dates) > 1:
            return TypedDate(problem=codes.ASK_DAY_OR_MONTH, choices=tuple(dates))
        return TypedDate(date=dates[0]) if dates else _likeliest_problem(read)

    def _full(self, day: str, month: str | int, year: str) -> TypedDate:
        if len(day) > 2 or len(str(month)) > 2:
            return TypedDate(problem=codes.DATE_UNREADABLE)
        if len(year) == 4:
            return _day(int(year), int(month), int(day))
        if len(year) != 2:
            return TypedDate(problem=codes.DATE_YEAR_FOUR_DIGITS)
        if 2000 + int(year) > self.today.year + 1:
            return TypedDate(problem=codes.DATE_YEAR_FOUR_DIGITS)
        return _day(2000 + int(year), int(month), int(day))


def _parts(order: str) -> list[str]:
    return [{"d": "day", "m": "month", "y": "year"}[letter] for letter in order]


def _likeliest_problem(read: list[TypedDate]) -> TypedDate:
    """The problem to show; the year is blamed only if it alone is wrong in every order."""
    problems = {one.problem for one in read}
    if codes.DATE_IMPOSSIBLE in problems and len(problems) > 1:
        problems.discard(codes.DATE_IMPOSSIBLE)
    return TypedDate(problem=sorted(str(problem) for problem in problems)[0])


def _day(year: int, month: int, day: int) -> TypedDate:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return TypedDate(problem=codes.DATE_IMPOSSIBLE)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return TypedDate(problem=codes.DATE_YEAR_RANGE)
    return TypedDate(date=found)


def _names() -> dict[str, int]:
    """Every month name and each of its prefixes to the month number; 0 for a prefix of two months."""
    tables = tomllib.loads(Path(__file__).with_name("month_names.toml").read_text(encoding="utf-8"))
    other: dict[str, int] = tables.pop("other")
    months: dict[str, int] = {}
    for names in tables.values():
        for number, name in enumerate(names, start=1):
            for beginning in _beginnings(name):
                months[beginning] = number if months.get(beginning, number) == number else 0
    return months | other


def _beginnings(name: str) -> Iterable[str]:
    return (name[:length] for length in range(SHORTEST_NAME, len(name) + 1))


_MONTHS = _names()


def month_of(name: str) -> int | None:
    """1 to 12 for a month's name or an unmistakable prefix of it (folded), else None."""
    return _MONTHS.get(name) or None
