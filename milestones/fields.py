"""Readers for single values in a record file: each returns the value or raises Unreadable with what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"[+-]?(\d{1,60}(\.\d{0,60})?|\.\d{1,60})([eE][+-]?\d{1,4})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Includes every real date, with room to add months.
FIRST_YEAR, LAST_YEAR = 1900, 2300
MOST_LETTERS = 10_000
LARGEST_COUNT = 10**12

Reader = Callable[[Any], Any]


class Unreadable(ValueError):
    """A value that cannot be read; the message says what to do."""


def quote(value: Any) -> str:
    """The value as JSON on one line, shortened."""
    text = json.dumps(value, default=str)
    return text if len(text) <= 40 else text[:37] + "..."


def read_number(value: Any) -> Decimal:
    """A number written as text, kept exact."""
    if isinstance(value, bool) or not isinstance(value, str):
        raise Unreadable(f'{quote(value)} must be written as text, like "0.5"')
    if not NUMBER.fullmatch(value):
        point = value.replace(",", ".")
        advice = point if NUMBER.fullmatch(point) else "it like 0.5"
        raise Unreadable(f"{quote(value)} is not a number: write {advice}")
    return Decimal(value)


def read_positive(value: Any) -> Decimal:
    """A number above 0."""
    number = read_number(value)
    if number <= 0:
        raise Unreadable(f'{quote(value)} must be more than 0: for "not detected" use kind "not_detected"')
    return number


def read_not_negative(value: Any) -> Decimal:
    """A number of 0 or more."""
    number = read_number(value)
    if number < 0:
        raise Unreadable(f"{quote(value)} must be 0 or more")
    return number


def read_count(value: Any) -> int:
    """A whole number of 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST_COUNT:
        raise Unreadable(f"{quote(value)} must be a whole number without quotes, like 52000")
    return value


def read_year(value: Any) -> int:
    """A year."""
    if isinstance(value, bool) or not isinstance(value, int) or not FIRST_YEAR <= value <= LAST_YEAR:
        raise Unreadable(f"{quote(value)} must be a year from {FIRST_YEAR} to {LAST_YEAR}")
    return value


def read_day(value: Any) -> date:
    """A date written YYYY-MM-DD."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(f"{quote(value)} is not a date: write it like 2026-09-07")
    return day


def read_text(value: Any) -> str:
    """Text of a sensible length."""
    if not isinstance(value, str):
        raise Unreadable(f"{quote(value)} must be text in quotes")
    if len(value) > MOST_LETTERS:
        raise Unreadable(f"this text is longer than {MOST_LETTERS} letters: shorten it")
    return value


def read_name(value: Any) -> str:
    """Text with at least one letter."""
    if not read_text(value).strip():
        raise Unreadable("write a name")
    return str(value)


def read_flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Unreadable(f"{quote(value)} must be true or false")
    return value


def read_one_of(*choices: str) -> Reader:
    """A reader for one of these words."""

    def read(value: Any) -> str:
        if value not in choices:
            raise Unreadable(f"{quote(value)} is not one of {', '.join(choices)}")
        return str(value)

    return read


def write_number(number: Decimal) -> str:
    """The number as text without losing a digit, in plain form if that stays short."""
    return f"{number:f}" if -20 <= number.adjusted() <= 20 else str(number)
