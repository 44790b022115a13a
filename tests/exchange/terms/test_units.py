from decimal import Decimal

import pytest

from cmlguide.exchange.terms.units import is_share, to_kept_unit


@pytest.mark.parametrize(
    "unit",
    [
        "10*9/L", "10^9/L", "x10^9/L", "x 10(9)/L", "10⁹/L", "x10E9/L", "G/L", "Gpt/l", "/nL", "10*3/uL",
        "10+3/ul", "10^3/µL", "10³/μL", "K/uL", "K/mcL", "thou/mcL", "Thousand/uL", "x10E3/uL", "10*3/mm3",
        "K/cumm", "10*6/mL",
    ],
)  # fmt: skip
def test_every_spelling_of_a_billion_a_litre_is_the_same(unit):
    assert to_kept_unit("wbc", Decimal("4.60"), unit) == (Decimal("4.60"), "10^9/L")


@pytest.mark.parametrize("unit", ["/uL", "cells/mm3", "/mm³", "10*6/L", "cells/mcL"])
def test_cells_a_microlitre_are_a_thousand_times_smaller(unit):
    assert to_kept_unit("platelets", Decimal("231000"), unit) == (Decimal("231"), "10^9/L")


@pytest.mark.parametrize(
    ("item", "number", "unit", "kept"),
    [
        ("hemoglobin", "13.20", "g/dL", ("13.20", "g/dL")),
        ("hemoglobin", "132", "g/L", ("13.2", "g/dL")),
        ("hemoglobin", "13.2", "g%", ("13.2", "g/dL")),
        ("basophils", "1", "%", ("1", "%")),
        ("basophils", "0.05", "10*9/L", ("0.05", "10^9/L")),
    ],
)
def test_each_item_has_its_own_units(item, number, unit, kept):
    value, name = to_kept_unit(item, Decimal(number), unit)

    assert (str(value), name) == kept


@pytest.mark.parametrize(
    ("item", "unit"),
    [("hemoglobin", "mmol/mol"), ("neutrophils", "%"), ("wbc", "%"), ("wbc", "g/dL"), ("wbc", "")],
)
def test_a_unit_of_something_else_is_not_guessed(item, unit):
    assert to_kept_unit(item, Decimal(5), unit) is None


def test_is_share_knows_percent():
    assert [is_share(unit) for unit in ("%", "percent", "10*9/L")] == [True, True, False]
