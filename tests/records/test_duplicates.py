"""Is this result already in the record?"""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.rows import delete_row
from cmlguide.records.duplicates import find_duplicate_result
from tests.factories import make_person, make_result

pytestmark = pytest.mark.django_db
SAME = {"collected_on": date(2026, 9, 7), "lab": "City", "value": Decimal("0.10"), "unit": "percent_is"}


@pytest.mark.parametrize("same", [{}, {"value": Decimal("0.1")}, {"lab": "  city "}])
def test_find_duplicate_result_same_day_lab_and_value(same):
    person = make_person()
    kept = make_result(person, "0.10", lab="City")

    assert find_duplicate_result(person, **{**SAME, **same}) == kept


@pytest.mark.parametrize(
    "other",
    [
        {"collected_on": date(2026, 9, 8)},
        {"lab": "County"},
        {"value": Decimal("0.101")},
        {"unit": "ratio_percent"},
        {"kind": "not_detected", "value": None, "unit": ""},
    ],
)
def test_find_duplicate_result_none_when_anything_differs(other):
    person = make_person()
    make_result(person, "0.10", lab="City")

    assert find_duplicate_result(person, **{**SAME, **other}) is None


def test_find_duplicate_result_compares_limits_of_tests_that_found_nothing():
    person = make_person()
    kept = make_result(person, None, kind="not_detected", limit=Decimal("0.0032"), lab="City")
    asked = {**SAME, "kind": "not_detected", "value": None}

    assert find_duplicate_result(person, **asked, limit=Decimal("0.0032")) == kept
    assert find_duplicate_result(person, **asked, limit=Decimal("0.001")) is None


def test_find_duplicate_result_leaves_out_itself_deleted_rows_and_strangers():
    person, stranger = make_person(), make_person()
    edited = make_result(person, "0.10", lab="City")
    make_result(stranger, "0.10", lab="City")
    delete_row(make_result(person, "0.10", lab="City"))

    assert find_duplicate_result(person, **SAME, but_not=edited) is None
