from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.pages.blood_counts.doubts import question
from milestones.history import BloodCount
from milestones.unusual_counts import CODES, UnusualCount

DAY = date(2026, 11, 12)
TYPED = {
    "wbc": ("5400", "10^9/L"),
    "neutrophils": ("62", "10^9/L"),
    "hemoglobin": ("132", "g/dL"),
    "platelets": ("", ""),
}
NEW = BloodCount(DAY, wbc=Decimal(5400), neutrophils=Decimal(62), hemoglobin=Decimal(132))


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_a_question(code):
    ask = UnusualCount(code, "wbc" if code == "unit_slip" else "", DAY)

    assert question(ask, NEW, TYPED).text.endswith("?")


@pytest.mark.parametrize(
    ("item", "options"),
    [
        ("wbc", [("/uL", "5400 per µL (cells/µL)"), ("as_typed", "5400 x 10⁹/L, as I typed it")]),
        ("hemoglobin", [("g/L", "132 g/L"), ("as_typed", "132 g/dL, as I typed it")]),
    ],
)
def test_slip_offers_the_units_that_would_be_usual(item, options):
    asked = question(UnusualCount("unit_slip", item), NEW, TYPED)

    assert (asked.field, list(asked.options)) == (f"meant_{item}", options)


def test_number_that_is_usual_in_no_unit_needs_only_a_yes():
    new = BloodCount(DAY, hemoglobin=Decimal(900))

    asked = question(UnusualCount("unit_slip", "hemoglobin"), new, {**TYPED, "hemoglobin": ("900", "g/dL")})

    assert (asked.field, asked.options) == ("", ())
