from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cmlguide.web.fields.amounts import check_share, read_amount, write_amount


@pytest.mark.parametrize(
    ("item", "text", "unit", "kept"),
    [
        ("wbc", "5.4", "10^9/L", "5.4"),
        ("wbc", "5,40", "10^3/uL", "5.40"),
        ("wbc", "5,400", "/uL", "5.4"),
        ("wbc", "5400", "10^9/L", "5400"),
        ("platelets", "250 000", "/uL", "250"),
        ("platelets", "250000", "10^9/L", "250000"),
        ("platelets", "0", "10^9/L", "0"),
        ("hemoglobin", "132", "g/L", "13.2"),
        ("hemoglobin", "13,2", "g/dL", "13.2"),
        ("neutrophils", "1850.5", "/uL", "1.8505"),
    ],
)
def test_amount_is_kept_exact_in_one_unit(item, text, unit, kept):
    value = read_amount(item, text, unit)

    assert str(value) == kept


def test_empty_box_is_no_amount():
    assert read_amount("wbc", "", "10^9/L") is None


@pytest.mark.parametrize("text", ["many", "5.4 %", "-3", "<0.1", "MR4", "1.234,5"])
def test_what_is_no_plain_number_is_refused_with_what_to_do(text):
    with pytest.raises(ValidationError, match=r"Write only the number on your letter, like 5\.4\."):
        read_amount("wbc", text, "10^9/L")


def test_unit_that_is_not_in_the_list_is_refused():
    with pytest.raises(ValidationError, match="Choose a unit from the list"):
        read_amount("wbc", "5.4", "g/dL")


@pytest.mark.parametrize(
    ("item", "kept", "unit", "text"),
    [
        ("wbc", "5.40", "10^9/L", "5.40"),
        ("wbc", "5.4", "/uL", "5400"),
        ("hemoglobin", "13.2", "g/L", "132"),
    ],
)
def test_kept_amount_is_written_in_the_letters_unit(item, kept, unit, text):
    assert write_amount(item, Decimal(kept), unit) == text
    assert read_amount(item, text, unit) == Decimal(kept)


def test_nothing_kept_is_an_empty_box():
    assert write_amount("wbc", None, "/uL") == ""


def test_share_above_all_cells_is_refused():
    check_share(Decimal(100))
    with pytest.raises(ValidationError, match="A percent is 100 or less"):
        check_share(Decimal("100.1"))
