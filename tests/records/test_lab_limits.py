"""Which laboratories state their limit on one report but not on another."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.lab_limits import LabLimit, find_lab_limits
from milestones.history import Result

DAY = date(2026, 9, 7)


def unseen(key, lab="City", limit=None, **more):
    unit = "percent_is" if limit else None
    number = None if limit is None else Decimal(limit)
    return Result(DAY, "not_detected", limit=number, unit=unit, lab=lab, key=key, **more)


def test_the_limit_of_a_laboratory_is_offered_for_its_reports_without_one():
    rows = [unseen("1", limit="0.0032"), unseen("2"), unseen("3", lab=" City ")]

    assert find_lab_limits(rows) == (LabLimit("City", Decimal("0.0032"), ("2", "3")),)


def test_of_several_limits_the_shallowest_is_taken():
    rows = [unseen("1", limit="0.0010"), unseen("2", limit="0.0032"), unseen("3")]

    assert find_lab_limits(rows)[0].limit == Decimal("0.0032")


@pytest.mark.parametrize(
    "row",
    [
        unseen("2", lab="County"),
        unseen("2", lab=""),
        unseen("2", copies=41000),
        replace(unseen("2"), kind="below_quantification"),
        Result(DAY, value=Decimal("0.07"), unit="percent_is", lab="City", key="2"),
    ],
)
def test_nothing_is_offered_for_another_laboratory_or_a_report_that_says_enough(row):
    assert find_lab_limits([unseen("1", limit="0.0032"), row]) == ()


def test_a_limit_that_was_filled_in_is_no_statement_but_can_be_taken_out():
    filled = unseen("1", limit="0.0032", extra={"limit_from_lab": True})

    assert find_lab_limits([filled, unseen("2")]) == ()
    assert find_lab_limits([filled, unseen("3", limit="0.0032")])[0].filled == ("1",)
