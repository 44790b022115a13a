"""Readers and writers of one value of a record file."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.fields import (
    Unreadable,
    quote,
    read_count,
    read_day,
    read_flag,
    read_name,
    read_not_negative,
    read_number,
    read_one_of,
    read_positive,
    read_text,
    read_year,
    write_number,
)


def refusal(reader, value) -> str:
    with pytest.raises(Unreadable) as refused:
        reader(value)
    return str(refused.value)


def test_a_reader_for_one_of_some_words():
    reader = read_one_of("blood", "marrow")

    assert [reader("blood"), reader("marrow")] == ["blood", "marrow"]
    assert refusal(reader, "Blood") == '"Blood" is not one of blood, marrow'
    assert refusal(reader, ["blood"]) == '["blood"] is not one of blood, marrow'
    assert refusal(reader, None) == "null is not one of blood, marrow"


def test_years_at_both_ends():
    assert [read_year(1900), read_year(2300)] == [1900, 2300]
    assert refusal(read_year, 1899) == "1899 must be a year from 1900 to 2300"
    assert refusal(read_year, 2301) == "2301 must be a year from 1900 to 2300"
    assert refusal(read_year, True) == "true must be a year from 1900 to 2300"


def test_counts_at_both_ends():
    assert [read_count(0), read_count(10**12)] == [0, 10**12]
    assert (
        refusal(read_count, 10**12 + 1) == "1000000000001 must be a whole number without quotes, like 52000"
    )


def test_numbers_about_zero():
    assert [read_number("-1.50"), read_positive("1e-9"), read_not_negative("0")] == [
        Decimal("-1.50"),
        Decimal("1e-9"),
        Decimal(0),
    ]
    assert refusal(read_positive, "0") == (
        '"0" must be more than 0: for "not detected" use kind "not_detected"'
    )
    assert refusal(read_not_negative, "-0.1") == '"-0.1" must be 0 or more'


def test_days_text_names_and_flags():
    assert str(read_day("2024-02-29")) == "2024-02-29"
    assert refusal(read_day, "2023-02-29") == '"2023-02-29" is not a date: write it like 2026-09-07'
    assert refusal(read_day, None) == "null is not a date: write it like 2026-09-07"
    assert (read_text(""), read_name(" a "), read_flag(False)) == ("", " a ", False)
    assert refusal(read_text, 5) == "5 must be text in quotes"
    assert refusal(read_name, " \t") == "write a name"
    assert refusal(read_flag, 0) == "0 must be true or false"


def test_what_is_quoted_is_one_short_line():
    assert quote("a\nb") == '"a\\nb"'
    assert quote("é") == '"\\u00e9"'
    assert quote(date(2026, 9, 7)) == '"2026-09-07"'
    assert quote("x" * 38) == f'"{"x" * 38}"'
    assert quote("x" * 39) == f'"{"x" * 36}...'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.0030", "0.0030"),
        ("62", "62"),
        ("1E+3", "1000"),
        ("1E+20", "1" + "0" * 20),
        ("1E+21", "1E+21"),
        ("1E-20", "0." + "0" * 19 + "1"),
        ("1E-21", "1E-21"),
        ("-0.5", "-0.5"),
    ],
)
def test_numbers_are_written_plain_where_that_stays_short(number, text):
    assert write_number(Decimal(number)) == text
    assert Decimal(text) == Decimal(number)
