"""What is asked about a blood count before it is saved: each border below, at and above."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.history import BloodCount, History, PersonFacts
from milestones.unusual_counts import CODES, ITEMS, find_unusual_counts, is_usual

TODAY = date(2026, 11, 22)
DAY = date(2026, 9, 7)


def count(day: date = DAY, **values: str) -> BloodCount:
    return BloodCount(day, **{item: Decimal(value) for item, value in values.items()})


def found(new: BloodCount, history: History | None = None) -> list[tuple[str, str]]:
    return [(ask.code, ask.item) for ask in find_unusual_counts(history or History(), new, TODAY)]


def test_an_ordinary_count_is_not_asked_about():
    assert found(count(wbc="5.4", neutrophils="3.1", hemoglobin="13.2", platelets="250")) == []


@pytest.mark.parametrize(
    ("item", "value", "usual"),
    [
        ("wbc", "0.0999", False),
        ("wbc", "0.1", True),
        ("wbc", "1000", True),
        ("wbc", "1000.1", False),
        ("neutrophils", "0.0099", False),
        ("neutrophils", "0.01", True),
        ("neutrophils", "1000", True),
        ("neutrophils", "1001", False),
        ("platelets", "0.99", False),
        ("platelets", "1", True),
        ("platelets", "5000", True),
        ("platelets", "5001", False),
        ("hemoglobin", "2.9", False),
        ("hemoglobin", "3", True),
        ("hemoglobin", "25", True),
        ("hemoglobin", "25.1", False),
        ("neutrophils", "0", True),
    ],
)
def test_is_usual_at_each_border(item, value, usual):
    assert is_usual(item, Decimal(value)) is usual


@pytest.mark.parametrize("item", ITEMS)
def test_a_slip_of_the_unit_names_the_number(item):
    assert found(count(**{item: "9000"})) == [("unit_slip", item)]


def test_more_neutrophils_than_white_cells_may_be_a_percent():
    assert found(count(wbc="5.4", neutrophils="62")) == [("more_than_all", "neutrophils")]
    assert found(count(wbc="5.4", neutrophils="5.4")) == []


@pytest.mark.parametrize(("day", "asked"), [("2026-11-22", []), ("2026-11-23", [("in_future", "")])])
def test_a_date_after_today_is_asked_about(day, asked):
    assert found(count(date.fromisoformat(day), wbc="5")) == asked


@pytest.mark.parametrize(("day", "asked"), [("2025-08-15", []), ("2025-08-14", [("before_diagnosis", "")])])
def test_a_date_long_before_diagnosis_is_asked_about(day, asked):
    """The sample that found it is older than the day it was told: 14 days raise no question."""
    history = History(PersonFacts(diagnosed_on=date(2025, 8, 29)))

    assert found(count(date.fromisoformat(day), wbc="5"), history) == asked


def test_a_second_count_on_one_day_is_asked_about():
    assert found(count(wbc="5"), History(blood_counts=(count(wbc="6"),))) == [("same_day", "")]
    assert found(count(wbc="5"), History(blood_counts=(count(TODAY, wbc="6"),))) == []


def test_reasons_come_in_the_order_of_the_codes():
    history = History(PersonFacts(diagnosed_on=date(2027, 2, 1)), blood_counts=(count(date(2027, 1, 1)),))

    asked = [code for code, _ in found(count(date(2027, 1, 1), wbc="5000", neutrophils="6000"), history)]

    assert asked == ["in_future", "before_diagnosis", "same_day", "unit_slip", "unit_slip", "more_than_all"]
    assert list(dict.fromkeys(asked)) == list(CODES)


def test_a_reason_says_the_day_the_count_was_held_against():
    diagnosed = date(2026, 12, 20)
    new = count(date(2026, 11, 30), wbc="5.4")
    history = History(PersonFacts(diagnosed_on=diagnosed), blood_counts=(new,))

    reasons = find_unusual_counts(history, new, TODAY)

    assert [(ask.code, ask.day) for ask in reasons] == [
        ("in_future", TODAY),
        ("before_diagnosis", diagnosed),
        ("same_day", new.collected_on),
    ]
