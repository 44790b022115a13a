"""When two entries are one test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from milestones.history import Result
from milestones.same_result import by_day, find_same_result, is_same_result

TEST = Result(date(2026, 9, 7), value=Decimal("0.10"), unit="percent_is", lab="City Lab")
UNSEEN = Result(date(2026, 9, 7), "not_detected", limit=Decimal("0.0032"), unit="percent_is")


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"value": Decimal("0.1")},
        {"lab": "  city   lab "},
        {"lab": ""},
        {"unit": None},
        {"level": ""},
        {"note": "typed from the letter", "copies": 52000, "baseline": True},
    ],
)
def test_the_same_test_however_it_is_written(same):
    other = replace(TEST, **same)

    assert is_same_result(TEST, other)
    assert is_same_result(other, TEST)


@pytest.mark.parametrize(
    "different",
    [
        {"collected_on": date(2026, 9, 8)},
        {"specimen": "marrow"},
        {"kind": "less_than"},
        {"value": Decimal("0.101")},
        {"unit": "ratio_percent"},
        {"lab": "County"},
    ],
)
def test_another_test_where_a_fact_differs(different):
    other = replace(TEST, **different)

    assert not is_same_result(TEST, other)
    assert not is_same_result(other, TEST)


def test_tests_that_found_nothing_are_told_apart_by_how_deep_they_saw():
    assert is_same_result(UNSEEN, replace(UNSEEN, limit=Decimal("0.00320")))
    assert not is_same_result(UNSEEN, replace(UNSEEN, limit=Decimal("0.001")))
    assert not is_same_result(UNSEEN, replace(UNSEEN, limit=None))


def test_levels_are_told_apart():
    level = Result(date(2026, 9, 7), "level", level="mr4")

    assert is_same_result(level, replace(level, lab="City"))
    assert not is_same_result(level, replace(level, level="mr4.5"))


def test_find_same_result_gives_the_first_or_none():
    first, second = replace(TEST, note="first"), replace(TEST, note="second")

    assert find_same_result(TEST, [UNSEEN, first, second]) is first
    assert find_same_result(TEST, [UNSEEN]) is None


def test_results_are_gathered_by_their_day_in_their_order():
    later, twin = replace(TEST, collected_on=date(2026, 9, 8)), replace(TEST, lab="Harbour")

    assert by_day([TEST, later, twin, UNSEEN]) == {
        date(2026, 9, 7): [TEST, twin, UNSEEN],
        date(2026, 9, 8): [later],
    }
    assert by_day([]) == {}
