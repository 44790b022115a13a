from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.words import numbers
from milestones.history import Result
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, judged, tell

DAY = date(2026, 9, 7)


def judge_one(result: Result):
    return judged(tell(result, start=date(2025, 9, 8))).results[0]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(DAY, value=Decimal("0.0030"), unit="percent_is"), "0.0030%"),
        (Result(DAY, value=Decimal("5E-2"), unit="percent_is"), "0.05%"),
        (Result(DAY, value=Decimal("0.121"), unit="ratio_percent"), "0.121%, lab's own ratio"),
        (Result(DAY, value=Decimal("4.2"), unit="mr"), "MR4.2"),
        (Result(DAY, value=Decimal("3.2"), unit="log_reduction"), "3.2 log down"),
        (Result(DAY, kind="less_than", limit=Decimal("0.01"), unit="percent_is"), "<0.01%"),
        (Result(DAY, kind="above_limit", limit=Decimal("55"), unit="percent_is"), ">55%"),
        (Result(DAY, kind="not_detected", limit=Decimal("0.0032"), unit="percent_is"), "<0.0032%, not found"),
        (Result(DAY, kind="not_detected", copies=41000, control_gene="ABL1"), "not found, 41,000 copies"),
        (Result(DAY, kind="not_detected"), "not found"),
        (
            Result(DAY, kind="below_quantification", limit=Decimal("0.002"), unit="percent_is"),
            "<0.002%, found",
        ),
        (Result(DAY, kind="below_quantification"), "found, too little to measure"),
        (Result(DAY, kind="level", level="mr4"), "MR4.0"),
        (Result(DAY, kind="no_result"), "no result"),
    ],
)
def test_result_value_is_as_reported(result, expected):
    assert numbers.result_value(result) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(DAY, kind="not_detected", limit=Decimal("0.0032"), unit="percent_is"), "<0.0032%"),
        (Result(DAY, value=Decimal("0.121"), unit="ratio_percent"), "0.121%"),
        (Result(DAY, value=Decimal("0.11"), unit="percent_is"), "0.11%"),
    ],
)
def test_short_value_fits_a_sentence(result, expected):
    assert numbers.short_value(result) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10", "10%"),
        ("0.1", "0.1%"),
        ("0.0032", "0.0032%"),
        ("0.00630957", "0.00631%"),
        ("1E+1", "10%"),
        ("123.456", "123%"),
    ],
)
def test_rounded_percent_keeps_what_is_short(value, expected):
    assert numbers.rounded_percent(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.11", "MR2.96"),
        ("0.011", "MR3.96"),
        ("0.1003", "MR2.999"),  # two digits would print the MR of MMR, which it has not reached
        ("0.0032", "MR4.5"),  # meets MR4.5 by its percent, though its MR rounds to 4.49
        ("0.0025", "MR4.60"),
    ],
)
def test_mr_note_never_contradicts_the_level(value, expected):
    result = Result(DAY, value=Decimal(value), unit="percent_is")

    assert numbers.mr_note(judge_one(result)) == expected


def test_mr_note_of_a_limit_is_empty():
    result = Result(DAY, kind="less_than", limit=Decimal("0.01"), unit="percent_is")

    assert numbers.mr_note(judge_one(result)) == ""


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (
            Result(DAY, kind="not_detected", limit=Decimal("0.0032"), unit="percent_is"),
            "the test could see down to 0.0032%",
        ),
        (Result(DAY, kind="not_detected", copies=120000), "the test could see down to 0.001%"),
        (Result(DAY, kind="not_detected", copies=41000), "the test could see down to 0.0032%"),
        (Result(DAY, kind="not_detected"), "the report does not say how deep the test could see"),
        (
            Result(DAY, kind="below_quantification", limit=Decimal("0.002"), unit="percent_is"),
            "less than 0.002%",
        ),
        (Result(DAY, value=Decimal("0.11"), unit="percent_is"), ""),
    ],
)
def test_depth_note_says_how_deep_the_test_could_see(result, expected):
    assert numbers.depth_note(judge_one(result)) == expected


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        ("1.4865", "1.5 times as high"),
        ("2", "2 times as high"),
        ("12.4", "12 times as high"),
        ("6249", "6,200 times as high"),
    ],
)
def test_times_as_high_never_says_higher(fold, expected):
    assert numbers.times_as_high(Decimal(fold)) == expected


def test_times_as_high_at_least_rounds_down():
    assert numbers.times_as_high(Decimal("3.99"), at_least=True) == "at least 3.9 times as high"


@pytest.mark.parametrize(
    ("fold", "at_least", "expected"),
    [
        ("563.6", False, "about 560 times less"),
        ("569.9", True, "at least 560 times less"),
        ("2.84", False, "about 2.8 times less"),
    ],
)
def test_times_less(fold, at_least, expected):
    assert numbers.times_less(Decimal(fold), at_least=at_least) == expected


def test_value_on_of_two_on_one_day_is_the_higher():
    low = Result(DAY, value=Decimal("0.05"), unit="percent_is")
    high = Result(DAY, value=Decimal("0.08"), unit="percent_is")

    assert numbers.value_on(DAY, judged(tell(low, high, start=date(2025, 9, 8)))) == "0.08%"


def test_value_on_a_day_without_a_test_is_empty():
    assert numbers.value_on(DAY.replace(day=1), judged(JUST_ABOVE, today=JUST_ABOVE_ON)) == ""


def test_copies_have_a_thousands_sign():
    assert numbers.copies(52000) == "52,000"


def test_a_limit_reported_in_percent_is_shown_exactly_as_it_stands():
    row = judge_one(Result(date(2026, 9, 7), "not_detected", unit="percent_is", limit=Decimal("0.004329")))

    assert numbers.depth_note(row) == "the test could see down to 0.004329%"
