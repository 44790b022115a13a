"""The change of each result in a list: what is compared, and what is never said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from milestones.changes import Change, find_changes
from tests.milestones.builders import assessed, other, percent

D = Decimal


def changes_of(*results):
    keyed = [replace(result, key=str(number)) for number, result in enumerate(results)]
    return dict(find_changes(assessed(*keyed).results))


# Within one laboratory the test alone moves a value of 0.1% or more by less than 2-fold: trend.toml.
@pytest.mark.parametrize(
    ("value", "fold", "within"),
    [("0.39", "1.95", True), ("0.4", "2", False), ("0.41", "2.05", False), ("0.1", "0.5", False)],
)
def test_a_change_is_the_newer_over_the_older_and_says_if_it_is_wobble(value, fold, within):
    assert changes_of(percent("0.2", 24), percent(value, 27)) == {"1": Change(D(fold), False, within)}


def test_a_limit_makes_the_change_a_least_one():
    fell = changes_of(percent("62", 0), other("not_detected", 27, limit="0.0032"))
    rose = changes_of(other("not_detected", 24, limit="0.0032"), percent("0.32", 27))

    assert fell["1"].at_least
    assert fell["1"].fold < D("0.001")
    assert rose == {"1": Change(D(100), True, False)}


def test_ranges_that_overlap_say_nothing():
    assert changes_of(percent("0.05", 24), other("less_than", 27, limit="0.1")) == {}


def test_a_fold_between_two_very_low_values_says_nothing():
    assert changes_of(percent("0.001", 24), percent("0.003", 27)) == {}


def test_a_test_of_unstated_depth_is_stepped_over():
    found = changes_of(percent("0.2", 24), other("not_detected", 27), percent("0.8", 30))

    assert found == {"2": Change(D(4), False, False)}


def test_marrow_and_what_is_off_the_scale_are_not_compared():
    found = changes_of(percent("0.2", 24), percent("0.8", 25, specimen="marrow"), percent("0.4", 27))

    assert found == {"2": Change(D(2), False, False)}


# A limit and a value: only what is certain is told. "<0.1" may be as low as nothing or just below 0.1.
@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (other("less_than", 24, limit="0.1"), percent("0.1", 27), {}),
        (other("less_than", 24, limit="0.1"), percent("0.15", 27), {"1": Change(D("1.5"), True, False)}),
        (percent("0.1", 24), other("less_than", 27, limit="0.1"), {}),
        (percent("0.15", 24), other("less_than", 27, limit="0.15"), {}),
        (percent("0.2", 24), other("less_than", 27, limit="0.15"), {"1": Change(D("0.75"), True, False)}),
    ],
)
def test_beside_a_limit_only_what_is_certain_is_told(older, newer, expected):
    assert changes_of(older, newer) == expected
