"""Checks that hold wherever a value comes from: a form, a file, an example.

Forms, models and imports share them.
Each takes a value and returns None, or raises ValidationError with a code and a sentence saying what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from milestones.fields import FIRST_YEAR, LARGEST_COUNT, LAST_YEAR, MOST_LETTERS, NUMBER, write_number
from milestones.guideline import guideline_ids
from milestones.record import LARGEST_MR, NEEDED

MOST_WORD_LETTERS = 40
PERCENT_UNITS = ("percent_is", "ratio_percent")
MISSING = {
    "value": _("Enter the number on your report."),
    "limit": _("Enter the limit on your report."),
    "level": _("Choose the level on your report."),
    "unit": _("Choose the scale on your report."),
}


def check_date(day: date) -> None:
    """Refuse a year no record file can hold (before 1900, after 2300): a typing mistake."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Check the year. Write all four digits, like 2026."), code="absurd_date")


def check_year(year: int) -> None:
    """Refuse a year of birth before 1900 or after 2300."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(_("Check the year. Write all four digits, like 1960."), code="absurd_date")


def check_period(started_on: date | None, stopped_on: date | None) -> None:
    """Refuse a medicine that ends before it starts. The same day is fine: one dose was taken."""
    if started_on is not None and stopped_on is not None and stopped_on < started_on:
        message = _("The last day is before the first day. Check both dates.")
        raise ValidationError({"stopped_on": ValidationError(message, code="stopped_before_started")})


def check_count(count: int) -> None:
    """Refuse a count below zero, or larger than a record file can hold."""
    if not 0 <= count <= LARGEST_COUNT:
        raise ValidationError(_("Write a whole number, 0 or more."), code="bad_count")


def check_number(number: Decimal) -> None:
    """Refuse a number with more digits than a record file can hold (60 before or after the point)."""
    if not NUMBER.fullmatch(write_number(number)):
        raise ValidationError(_("This number is too long. Check it."), code="too_long")


def check_cells(ph_positive: int | None, metaphases: int | None) -> None:
    """Refuse more Ph+ cells than were examined."""
    if ph_positive is not None and metaphases is not None and ph_positive > metaphases:
        message = _("There cannot be more Ph+ cells than cells in total. Check both numbers.")
        raise ValidationError({"ph_positive": ValidationError(message, code="more_than_all")})


def check_not_negative(number: Decimal) -> None:
    """Refuse a negative number where only an amount makes sense."""
    if number < 0:
        raise ValidationError(_("Write a number that is 0 or more."), code="negative")


def check_positive(number: Decimal) -> None:
    """Refuse zero and negative numbers: a conversion factor multiplies."""
    if number <= 0:
        raise ValidationError(_("Write a number above 0."), code="not_positive")


def check_text(text: str) -> None:
    """Refuse more than 10,000 characters, and those no database can store: NUL, half a surrogate pair."""
    if len(text) > MOST_LETTERS:
        raise ValidationError(_("This text is too long. Keep it under 10,000 characters."), code="too_long")
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValidationError(
            _("This has a character in it that cannot be kept. Type it again."), code="bad_sign"
        )


def check_words(words: object) -> None:
    """Refuse anything but a list of different short words."""
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ValidationError(_("Choose from the list."), code="bad_choice")
    if len(set(words)) != len(words) or any(len(word) > MOST_WORD_LETTERS for word in words):
        raise ValidationError(_("Choose from the list."), code="bad_choice")


def check_choices(codes: object, choices: Iterable[str]) -> None:
    """Refuse anything but a list of different `choices`."""
    check_words(codes)
    if not set(cast("list[str]", codes)) <= set(choices):
        raise ValidationError(_("Choose from the list."), code="bad_choice")


def check_name(name: str) -> None:
    """Refuse a name made only of spaces."""
    if not name.strip():
        raise ValidationError(_("Write a name."), code="required")


def check_time_zone(name: str) -> None:
    """Refuse a name the time zone database does not have, like `Europe/Atlantis`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError; zone folders raise OSError
        raise ValidationError(_("Choose a time zone from the list."), code="bad_time_zone") from error
    except KeyError as error:
        raise ValidationError(_("Choose a time zone from the list."), code="bad_time_zone") from error


def check_guideline(guideline: str) -> None:
    """Refuse a guideline this version has no numbers for."""
    if guideline not in guideline_ids():
        raise ValidationError(_("Choose a guideline from the list."), code="unknown_guideline")


def check_result_parts(
    *, kind: str, value: Decimal | None, unit: str, limit: Decimal | None, level: str
) -> None:
    """Refuse a result that lacks what its kind needs, or whose number is impossible.

    Refuses exactly what `milestones.record.read_record` refuses, so that what is stored can be exported and
    read back. Raises ValidationError by field, with all problems at once.
    """
    parts = {"value": value, "unit": unit, "limit": limit, "level": level}
    needed = set(NEEDED.get(kind, ("unit",) if limit is not None else ()))
    problems = {
        name: ValidationError(MISSING[name], code=f"{name}_missing")
        for name in parts
        if name in needed and parts[name] in (None, "")
    }
    for name, number in (("value", value), ("limit", limit)):
        problem = None if number is None else _find_impossible(number, unit)
        if problem is not None:
            problems.setdefault(name, problem)
    if kind == "below_quantification" and value is not None:
        message = _("A result too small to measure has a limit, not a number of its own.")
        problems["value"] = ValidationError(message, code="value_below_quantification")
    if problems:
        raise ValidationError(problems)


def _find_impossible(number: Decimal, unit: str) -> ValidationError | None:
    if unit not in PERCENT_UNITS and unit and abs(number) > LARGEST_MR:
        return ValidationError(_("This is not an MR number. Write it like 4.5."), code="not_an_mr")
    if (unit in PERCENT_UNITS or not unit) and number <= 0:
        message = _("The number must be above 0. If nothing was found, choose “not detected”.")
        return ValidationError(message, code="not_above_zero")
    return None
