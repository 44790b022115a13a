"""The checks that forms, models and imports share."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records import validators
from milestones.history import KINDS, UNITS
from milestones.record import RecordProblems, read_tables


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (validators.check_date, date(1900, 1, 1)),
        (validators.check_date, date(2300, 12, 31)),
        (validators.check_year, 1900),
        (validators.check_count, 0),
        (validators.check_count, 10**12),
        (validators.check_not_negative, Decimal(0)),
        (validators.check_positive, Decimal("1E-400")),
        (validators.check_text, "line\nline \u05e9 \U0001f642"),
        (validators.check_text, "a" * 10_000),
        (validators.check_name, " imatinib"),
        (validators.check_number, Decimal("9" * 60 + "E-1000")),
        (validators.check_time_zone, "America/New_York"),
        (validators.check_guideline, "nccn-2024"),
    ],
)
def test_check_accepts(check, value):
    assert check(value) is None


@pytest.mark.parametrize(
    ("check", "value", "code"),
    [
        (validators.check_date, date(1899, 12, 31), "absurd_date"),
        (validators.check_date, date(2301, 1, 1), "absurd_date"),
        (validators.check_date, date(26, 11, 12), "absurd_date"),
        (validators.check_year, 60, "absurd_date"),
        (validators.check_count, -1, "bad_count"),
        (validators.check_count, 10**12 + 1, "bad_count"),
        (validators.check_not_negative, Decimal("-0.1"), "negative"),
        (validators.check_positive, Decimal(0), "not_positive"),
        (validators.check_text, "a\x00b", "bad_sign"),
        (validators.check_text, "a\ud800b", "bad_sign"),
        (validators.check_text, "a" * 10_001, "too_long"),
        (validators.check_name, " \t", "required"),
        (validators.check_number, Decimal("0." + "1" * 61), "too_long"),
        (validators.check_number, Decimal("1E-10000"), "too_long"),
        (validators.check_time_zone, "Europe/Atlantis", "bad_time_zone"),
        (validators.check_time_zone, "Europe", "bad_time_zone"),
        (validators.check_time_zone, "../etc/passwd", "bad_time_zone"),
        (validators.check_guideline, "eln-2035", "unknown_guideline"),
    ],
)
def test_check_refuses(check, value, code):
    with pytest.raises(ValidationError) as refused:
        check(value)

    assert refused.value.code == code


@pytest.mark.parametrize("stopped_on", [None, date(2026, 1, 2), date(2026, 1, 3)])
def test_check_period_accepts_same_day_and_later(stopped_on):
    assert validators.check_period(date(2026, 1, 2), stopped_on) is None


def test_check_period_refuses_end_before_start():
    with pytest.raises(ValidationError) as refused:
        validators.check_period(date(2026, 1, 2), date(2026, 1, 1))

    assert codes(refused.value) == {"stopped_on": "stopped_before_started"}


@pytest.mark.parametrize(("ph_positive", "metaphases"), [(20, 20), (0, 20), (None, 20), (3, None)])
def test_check_cells_accepts_up_to_all(ph_positive, metaphases):
    assert validators.check_cells(ph_positive, metaphases) is None


def test_check_cells_refuses_more_than_all():
    with pytest.raises(ValidationError) as refused:
        validators.check_cells(21, 20)

    assert codes(refused.value) == {"ph_positive": "more_than_all"}


PARTS = {"kind": "value", "value": None, "unit": "", "limit": None, "level": ""}


@pytest.mark.parametrize(
    ("parts", "problems"),
    [
        ({"kind": "value"}, {"value": "value_missing", "unit": "unit_missing"}),
        ({"value": Decimal(1)}, {"unit": "unit_missing"}),
        ({"value": Decimal(0), "unit": "percent_is"}, {"value": "not_above_zero"}),
        ({"value": Decimal(1001), "unit": "mr"}, {"value": "not_an_mr"}),
        ({"kind": "less_than", "unit": "percent_is"}, {"limit": "limit_missing"}),
        ({"kind": "above_limit", "limit": Decimal(-1), "unit": "ratio_percent"}, {"limit": "not_above_zero"}),
        ({"kind": "not_detected", "limit": Decimal(1)}, {"unit": "unit_missing"}),
        ({"kind": "level"}, {"level": "level_missing"}),
    ],
)
def test_check_result_parts_names_each_problem(parts, problems):
    with pytest.raises(ValidationError) as refused:
        validators.check_result_parts(**{**PARTS, **parts})

    assert codes(refused.value) == problems


NUMBERS = (None, Decimal("-1001"), Decimal("-0.3"), Decimal(0), Decimal("0.10"), Decimal("1001"))


@pytest.mark.parametrize("kind", KINDS)
def test_check_result_parts_refuses_exactly_what_a_record_file_may_not_say(kind):
    for value, limit, unit, level in product(NUMBERS, NUMBERS, ("", *UNITS), ("", "mr4")):
        parts = {"kind": kind, "value": value, "unit": unit, "limit": limit, "level": level}

        assert is_accepted(parts) == is_readable(parts), parts


def is_accepted(parts):
    try:
        validators.check_result_parts(**parts)
    except ValidationError:
        return False
    return True


def is_readable(parts):
    said = {key: str(part) for key, part in parts.items() if part not in (None, "")}
    record = {"format": "cmlguide-record", "version": 1, "results": [{"collected_on": "2026-09-07", **said}]}
    try:
        read_tables(record)
    except RecordProblems:
        return False
    return True


def codes(error):
    return {name: errors[0].code for name, errors in error.error_dict.items()}
