"""Checks that hold wherever a value comes from: a form, a file, an example.

Forms, models and imports share them.
Each takes a value and returns None, or raises ValidationError with a code and a sentence saying what to do.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from milestones.guideline import guideline_ids

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
LARGEST_COUNT = 2**63 - 1

NUMBER_KINDS = ("value",)
LIMIT_KINDS = ("below_quantification", "less_than", "above_limit", "not_detected")
NEEDS_LIMIT = ("less_than", "above_limit")
PERCENT_UNITS = ("percent_is", "ratio_percent")


def check_date(day: date) -> None:
    """Refuse a year no living person's record can hold (before 1900, after 2199): a slip of the keys."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValidationError(_("Check the year. Write all four digits, like 2026."), code="absurd_date")


def check_year(year: int) -> None:
    """Refuse a year of birth before 1900 or after 2199."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(_("Check the year. Write all four digits, like 1960."), code="absurd_date")


def check_period(started_on: date | None, stopped_on: date | None) -> None:
    """Refuse a medicine that ends before it starts. The same day is fine: one dose was taken."""
    if started_on is not None and stopped_on is not None and stopped_on < started_on:
        message = _("The last day is before the first day. Check both dates.")
        raise ValidationError({"stopped_on": ValidationError(message, code="stopped_before_started")})


def check_count(count: int) -> None:
    """Refuse a count below zero or too large for any database."""
    if not 0 <= count <= LARGEST_COUNT:
        raise ValidationError(_("Write a whole number, 0 or more."), code="bad_count")


def check_not_negative(number: Decimal) -> None:
    """Refuse a number below zero where only an amount makes sense."""
    if number < 0:
        raise ValidationError(_("Write a number that is 0 or more."), code="negative")


def check_positive(number: Decimal) -> None:
    """Refuse zero and below: a conversion factor multiplies."""
    if number <= 0:
        raise ValidationError(_("Write a number above 0."), code="not_positive")


def check_text(text: str) -> None:
    """Refuse the signs no database can keep: NUL, and half of a surrogate pair."""
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValidationError(_("This holds a sign that cannot be kept. Type it again."), code="bad_sign")


def check_time_zone(name: str) -> None:
    """Refuse a name the time zone database does not have, like `Europe/Atlantis`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError, folders raise OSError
        raise ValidationError(_("Choose a time zone from the list."), code="bad_time_zone") from error
    except KeyError as error:
        raise ValidationError(_("Choose a time zone from the list."), code="bad_time_zone") from error


def check_guideline(guideline: str) -> None:
    """Refuse a guideline this version has no numbers of."""
    if guideline not in guideline_ids():
        raise ValidationError(_("Choose a guideline from the list."), code="unknown_guideline")


def check_result_parts(
    *, kind: str, value: Decimal | None, unit: str, limit: Decimal | None, level: str
) -> None:
    """Refuse a result that lacks what its kind is made of: a value its number, a level its name.

    Raises ValidationError by field, all problems at once.
    """
    problems: dict[str, ValidationError] = {}
    if kind in NUMBER_KINDS and value is None:
        problems["value"] = ValidationError(_("Enter the number on your report."), code="value_missing")
    if kind in NEEDS_LIMIT and limit is None:
        problems["limit"] = ValidationError(_("Enter the limit on your report."), code="limit_missing")
    if kind == "level" and not level:
        problems["level"] = ValidationError(_("Choose the level on your report."), code="level_missing")
    if (value is not None or limit is not None) and not unit:
        problems["unit"] = ValidationError(_("Choose the scale on your report."), code="unit_missing")
    for name, number in (("value", value), ("limit", limit)):
        if number is not None and number < 0 and unit in PERCENT_UNITS:
            message = _("A percentage cannot be below 0. Check the number.")
            problems.setdefault(name, ValidationError(message, code="negative"))
    if problems:
        raise ValidationError(problems)
