"""Numbers shortened for reading: half to even, and never across a border."""

from decimal import Decimal

import pytest

from milestones.report import format_fold, format_months, format_mr
from milestones.rounding import round_for_reading, round_to_figures
from milestones.scale import mr_of

D = Decimal


@pytest.mark.parametrize(
    ("number", "text"), [("1.005", "1.00"), ("1.015", "1.02"), ("1.0151", "1.02"), ("-0.125", "-0.12")]
)
def test_two_decimals_half_to_even(number, text):
    assert str(round_for_reading(D(number))) == text


def test_one_digit_more_where_rounding_would_cross_a_border():
    above, below = [(D(3), True)], [(D(3), False)]

    assert str(round_for_reading(D("2.9987"), borders=above)) == "2.999"
    assert str(round_for_reading(D("2.99995"), borders=above)) == "2.99995"
    assert str(round_for_reading(D("3.0004"), borders=below)) == "3.0004"
    assert str(round_for_reading(D("3.0004"), borders=above)) == "3.00"
    assert str(round_for_reading(D("3"), borders=below)) == "3.00"


def test_a_number_of_any_size_is_rounded():
    assert str(round_for_reading(D("1E+40"))) == "1" + "0" * 40 + ".00"


def test_a_little_below_nothing_is_nothing():
    assert [str(round_for_reading(D(text))) for text in ("-0.001", "-0.006", "1", "0")] == [
        "0.00",
        "-0.01",
        "1.00",
        "0.00",
    ]


def test_twelve_digits_are_the_most():
    assert str(round_for_reading(D("0." + "9" * 40), borders=[(D(1), True)])) == "1.000000000000"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("563.6", "564"),
        ("1234.5", "1230"),
        ("999.6", "1000"),
        ("0.99951", "1.00"),
        ("12.345", "12.3"),
        ("12.35", "12.4"),
        ("12.25", "12.2"),
        ("1", "1.00"),
        ("0.0012345", "0.00123"),
    ],
)
def test_three_figures(number, text):
    assert f"{round_to_figures(D(number)):f}" == text


def test_0_1003_percent_is_mr_2_999_and_not_3():
    assert format_mr(mr_of(D("0.1003"))) == "2.999"
    assert format_mr(mr_of(D("0.1"))) == "3.00"
    assert format_mr(mr_of(D("0.0032"))) == "4.49"
    assert format_mr(None) is None


@pytest.mark.parametrize(
    ("months", "text"), [("2.4998", "2.4998"), ("2.5", "2.50"), ("14.0001", "14.0001"), ("14", "14.00")]
)
def test_months_are_printed_on_their_side_of_a_window(months, text):
    assert format_months(D(months)) == text


@pytest.mark.parametrize(
    ("fold", "text"),
    [
        ("1.9999", "1.9999"),
        ("2", "2.00"),
        ("3.9999", "3.9999"),
        ("2.9999", "2.9999"),
        ("9.9999", "9.9999"),
        ("3.1623", "3.1623"),
        ("3.1622", "3.16"),
        ("0.5001", "0.5001"),
        ("0.5", "0.50"),
        ("0.25001", "0.25001"),
        ("1.486", "1.49"),
    ],
)
def test_folds_are_printed_on_their_side_of_a_rule(fold, text):
    assert format_fold(D(fold)) == text
