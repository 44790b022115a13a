"""The checks forms, models and imports share."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records import validators


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (validators.check_date, date(1900, 1, 1)),
        (validators.check_date, date(2199, 12, 31)),
        (validators.check_year, 1900),
        (validators.check_count, 0),
        (validators.check_count, 2**63 - 1),
        (validators.check_not_negative, Decimal(0)),
        (validators.check_positive, Decimal("1E-400")),
        (validators.check_text, "line\nline \u05e9 \U0001f642"),
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
        (validators.check_date, date(2200, 1, 1), "absurd_date"),
        (validators.check_date, date(26, 11, 12), "absurd_date"),
        (validators.check_year, 60, "absurd_date"),
        (validators.check_count, -1, "bad_count"),
        (validators.check_count, 2**63, "bad_count"),
        (validators.check_not_negative, Decimal("-0.1"), "negative"),
        (validators.check_positive, Decimal(0), "not_positive"),
        (validators.check_text, "a\x00b", "bad_sign"),
        (validators.check_text, "a\ud800b", "bad_sign"),
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


PARTS = {"kind": "value", "value": None, "unit": "", "limit": None, "level": ""}


@pytest.mark.parametrize(
    "parts",
    [
        {"value": Decimal("0.1"), "unit": "percent_is"},
        {"value": Decimal("-0.3"), "unit": "mr"},
        {"kind": "not_detected"},
        {"kind": "not_detected", "limit": Decimal("0.0032"), "unit": "percent_is"},
        {"kind": "below_quantification"},
        {"kind": "less_than", "limit": Decimal("0.01"), "unit": "percent_is"},
        {"kind": "level", "level": "mr4"},
        {"kind": "no_result"},
    ],
)
def test_check_result_parts_accepts_what_a_report_says(parts):
    assert validators.check_result_parts(**{**PARTS, **parts}) is None


@pytest.mark.parametrize(
    ("parts", "problems"),
    [
        ({"kind": "value"}, {"value": "value_missing"}),
        ({"value": Decimal(1)}, {"unit": "unit_missing"}),
        ({"value": Decimal(-1), "unit": "percent_is"}, {"value": "negative"}),
        ({"kind": "less_than"}, {"limit": "limit_missing"}),
        ({"kind": "above_limit", "limit": Decimal(-1), "unit": "ratio_percent"}, {"limit": "negative"}),
        ({"kind": "not_detected", "limit": Decimal(1)}, {"unit": "unit_missing"}),
        ({"kind": "level"}, {"level": "level_missing"}),
    ],
)
def test_check_result_parts_refuses_half_a_result(parts, problems):
    with pytest.raises(ValidationError) as refused:
        validators.check_result_parts(**{**PARTS, **parts})

    assert codes(refused.value) == problems


def codes(error):
    return {name: errors[0].code for name, errors in error.error_dict.items()}
