"""What a whole line of a letter, pasted where only the number is asked for, says besides the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.pasted_report.lines import days_of, read_lines
from cmlguide.exchange.pasted_report.reader import read_report
from cmlguide.exchange.preview.values import Options
from cmlguide.web.fields.date_fields import PARTS

FEWEST_WORDS = 3  # a number with its scale is no line of a letter
EITHER_DAY = "ask_day_or_month"
MAY_BE_THE_SAMPLES = ("collected", "")  # not a day that is said to be of the letter or of a birth


@dataclass(frozen=True)
class LetterDay:
    """The day of the sample on the line. `unclear`: it may be read as two days, or the line has several."""

    day: date | None = None
    unclear: bool = False


def day_on_line(text: str, today: date) -> LetterDay:
    """The day of the line's only result; nothing for a number alone."""
    if len(text.split()) < FEWEST_WORDS:
        return LetterDay()
    try:
        found = read_report(text, Options(today=today)).results
    except FileRefusedError:
        return LetterDay()
    if len(found) != 1:
        return LetterDay()
    days = {day.text for day in days_of(read_lines(text)) if day.label in MAY_BE_THE_SAMPLES}
    if len(days) > 1:
        return LetterDay(unclear=True)
    return LetterDay(found[0].collected_on, any(ask.code == EITHER_DAY for ask in found[0].asks))


def with_day_on_line(data: Mapping[str, Any], name: str, today: date) -> Mapping[str, Any]:
    """What was posted, with empty boxes of the date `name` filled in from the line in the number's box."""
    if any(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS):
        return data
    day = day_on_line(str(data.get("number", "")), today).day
    boxes = {f"{name}_{part}": str(getattr(day, part)) for part in PARTS} if day else {}
    return {**dict(data.items()), **boxes} if boxes else data
