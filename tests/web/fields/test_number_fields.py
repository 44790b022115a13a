from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cmlguide.web.fields.number_fields import CopiesField, LimitField, NumberField


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("0,82", Decimal("0.82")), ("8.2e-1", Decimal("0.82"))]
)
def test_number_is_read_as_typed(text, number):
    assert NumberField().clean(text) == number


@pytest.mark.parametrize("text", ["abc", "<0.1", "not detected", "1.234,5"])
def test_number_that_is_none_is_refused(text):
    with pytest.raises(ValidationError):
        NumberField().clean(text)


def test_nobody_is_told_to_write_not_detected_where_no_result_is_asked_for():
    with pytest.raises(ValidationError, match=r"^\['Write only the number on your letter, like 5\.4\.'\]$"):
        NumberField().clean("9x9")


@pytest.mark.parametrize(
    ("text", "limit"), [("", None), ("<0.0032", Decimal("0.0032")), ("0,0032", Decimal("0.0032"))]
)
def test_limit_may_carry_its_sign(text, limit):
    assert LimitField().clean(text) == limit


@pytest.mark.parametrize(
    ("text", "count"), [("", None), ("84,210", 84210), ("51 300", 51300), ("52000", 52000)]
)
def test_copies_are_whole_numbers(text, count):
    assert CopiesField().clean(text) == count


@pytest.mark.parametrize("text", ["many", "1.5", "-3"])
def test_copies_that_are_no_count_are_refused(text):
    with pytest.raises(ValidationError):
        CopiesField().clean(text)


def test_a_count_of_something_else_has_its_own_words():
    with pytest.raises(ValidationError, match="cells"):
        CopiesField(unreadable="How many cells?").clean("many")
