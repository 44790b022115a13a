from datetime import date
from decimal import Decimal

import pytest

from milestones.history import History, PersonFacts, Result, Treatment
from milestones.unusual import CODES, Unusual, find_previous, find_unusual

TODAY = date(2026, 11, 22)
STARTED = Treatment("imatinib", date(2025, 9, 8))


def percent(value: str, day: str = "2026-11-12", **more) -> Result:
    return Result(date.fromisoformat(day), "value", Decimal(value), "percent_is", **more)


def codes(history: History, new: Result) -> list[str]:
    return [reason.code for reason in find_unusual(history, new, TODAY)]


def test_an_ordinary_result_is_not_asked_about():
    history = History(
        PersonFacts(diagnosed_on=date(2025, 8, 29)), (STARTED,), (percent("0.074", "2026-09-07"),)
    )

    assert codes(history, percent("0.11")) == []


def test_a_first_result_in_an_empty_record_is_not_asked_about():
    assert codes(History(), percent("0.5")) == []


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("0.05", "0.4999", []),
        ("0.05", "0.5", ["jump_up"]),
        ("0.5", "0.0501", []),
        ("0.5", "0.05", ["jump_down"]),
        ("0", "0.05", []),
        ("0.5", "0", []),
    ],
)
def test_a_jump_of_ten_times_or_more_is_asked_about_either_way(was, now, expected):
    history = History(treatments=(STARTED,), results=(percent(was, "2026-09-07"),))

    assert codes(history, percent(now)) == expected


def test_a_jump_says_how_many_times_and_from_which_result():
    previous = percent("0.02", "2026-09-07")

    (jump,) = find_unusual(History(results=(previous,)), percent("0.5"), TODAY)

    assert jump == Unusual("jump_up", previous, Decimal(25))


def test_a_jump_down_says_how_many_times_and_from_which_result():
    previous = percent("0.5", "2026-09-07")

    assert find_unusual(History(results=(previous,)), percent("0.02"), TODAY) == (
        Unusual("jump_down", previous, Decimal(25)),
    )


def test_a_fall_from_a_limit_is_no_jump():
    """Only between two numbers: a "<" says nothing of how far it fell."""
    previous = Result(date(2026, 9, 7), "above_limit", limit=Decimal(55), unit="percent_is")

    assert codes(History(results=(previous,)), percent("0.5")) == []


def test_each_date_that_was_held_against_is_told():
    history = History(PersonFacts(diagnosed_on=date(2027, 2, 1)), (Treatment("imatinib", date(2027, 3, 1)),))

    assert find_unusual(history, percent("62", "2027-01-01"), TODAY) == (
        Unusual("in_future", day=TODAY),
        Unusual("before_diagnosis", day=date(2027, 2, 1)),
        Unusual("before_treatment", day=date(2027, 3, 1)),
    )


def test_not_detected_after_a_number_is_good_news_and_not_asked_about():
    history = History(treatments=(STARTED,), results=(percent("0.5", "2026-09-07"),))
    new = Result(date(2026, 11, 12), "not_detected", limit=Decimal("0.0032"), unit="percent_is")

    assert codes(history, new) == []


def test_a_number_far_above_what_the_last_test_could_see_is_asked_about():
    previous = Result(date(2026, 9, 7), "not_detected", limit=Decimal("0.0032"), unit="percent_is")

    assert codes(History(results=(previous,)), percent("0.032")) == ["jump_up"]


@pytest.mark.parametrize(("day", "expected"), [("2026-11-22", []), ("2026-11-23", ["in_future"])])
def test_a_date_after_today_is_asked_about(day, expected):
    assert codes(History(), percent("0.5", day)) == expected


@pytest.mark.parametrize(("day", "expected"), [("2025-08-15", []), ("2025-08-14", ["before_diagnosis"])])
def test_a_date_long_before_diagnosis_is_asked_about(day, expected):
    """The sample that found it is older than the day it was told: 14 days raise no question."""
    history = History(PersonFacts(diagnosed_on=date(2025, 8, 29)))

    assert codes(history, percent("62", day)) == expected


@pytest.mark.parametrize(
    ("day", "baseline", "expected"),
    [("2025-09-08", False, []), ("2025-09-07", False, ["before_treatment"]), ("2025-09-07", True, [])],
)
def test_a_date_before_any_treatment_is_asked_about_unless_it_is_the_first_number(day, baseline, expected):
    assert codes(History(treatments=(STARTED,)), percent("62", day, baseline=baseline)) == expected


@pytest.mark.parametrize(
    ("value", "copies", "expected"),
    [
        ("0.0308", 9722, ["three_copies"]),
        ("0.025", 10000, ["three_copies"]),
        ("0.0249", 10000, []),
        ("0.035", 10000, ["three_copies"]),
        ("0.0351", 10000, []),
    ],
)
def test_three_copies_may_mean_not_detected(value, copies, expected):
    assert codes(History(), percent(value, copies=copies)) == expected


def test_three_copies_is_asked_about_a_plain_ratio_too():
    ratio = Result(date(2026, 11, 12), "value", Decimal("0.03"), "ratio_percent", copies=10000)

    assert codes(History(), ratio) == ["three_copies"]


def test_three_copies_is_only_asked_about_numbers_in_percent():
    mr = Result(date(2026, 11, 12), "value", Decimal("3"), "mr", copies=100)

    assert codes(History(), mr) == []


@pytest.mark.parametrize(
    ("value", "expected"), [("0.62", ["low_start"]), ("3.49", ["low_start"]), ("3.5", [])]
)
def test_a_low_first_number_may_be_a_plain_ratio(value, expected):
    assert codes(History(treatments=(STARTED,)), percent(value, "2025-08-29", baseline=True)) == expected


def test_a_low_number_on_the_first_day_of_treatment_is_no_start():
    assert codes(History(treatments=(STARTED,)), percent("0.62", "2025-09-08")) == []


def test_a_start_that_was_not_detected_has_no_number_to_be_low():
    new = Result(date(2025, 8, 29), "not_detected", limit=Decimal("0.0032"), unit="percent_is", baseline=True)

    assert codes(History(treatments=(STARTED,)), new) == []


def test_the_other_scale_names_the_result_before():
    previous = percent("0.5", "2026-09-07")
    new = Result(date(2026, 11, 12), "value", Decimal("0.4"), "ratio_percent")

    assert find_unusual(History(results=(previous,)), new, TODAY) == (
        Unusual("other_scale", compared_with=previous),
    )


def test_a_converted_ratio_is_compared_on_the_international_scale():
    """0.6 with the factor 0.8 is 0.48%: less than ten times 0.05%, which the bare 0.6 is not."""
    history = History(results=(percent("0.05", "2026-09-07"),))
    new = Result(
        date(2026, 11, 12), "value", Decimal("0.6"), "ratio_percent", conversion_factor=Decimal("0.8")
    )

    assert codes(history, new) == []


def test_a_result_of_the_same_day_is_not_the_one_before():
    history = History(results=(percent("0.05", "2026-11-12"),))

    assert codes(history, percent("0.5")) == []


@pytest.mark.parametrize("factor", [None, "0.8"])
def test_another_scale_than_last_time_is_asked_about_unless_it_can_be_converted(factor):
    history = History(treatments=(STARTED,), results=(percent("0.5", "2026-09-07"),))
    new = Result(
        date(2026, 11, 12), "value", Decimal("0.4"), "ratio_percent",
        conversion_factor=None if factor is None else Decimal(factor),
    )  # fmt: skip

    assert codes(history, new) == (["other_scale"] if factor is None else [])


def test_two_plain_ratios_are_compared_with_each_other():
    previous = Result(date(2026, 9, 7), "value", Decimal("0.05"), "ratio_percent")
    new = Result(date(2026, 11, 12), "value", Decimal("0.5"), "ratio_percent")

    assert codes(History(results=(previous,)), new) == ["jump_up"]


def test_previous_is_the_last_one_before_it_of_the_same_kind_of_sample():
    first, marrow = percent("1", "2026-03-01"), percent("9", "2026-06-01", specimen="marrow")
    void = Result(date(2026, 8, 1), "no_result")
    later = percent("0.1", "2026-12-01")

    assert find_previous(History(results=(first, marrow, void, later)), percent("0.5")) == first


def test_a_result_without_a_number_is_not_compared():
    history = History(results=(Result(date(2026, 9, 7), "value", Decimal("0.5"), "ratio_percent"),))

    assert codes(history, Result(date(2026, 11, 12), "no_result")) == []


def test_every_reason_comes_in_the_order_of_the_codes():
    history = History(
        PersonFacts(diagnosed_on=date(2027, 2, 1)), (Treatment("imatinib", date(2027, 3, 1)),),
        (percent("62", "2026-09-07"),),
    )  # fmt: skip

    found = codes(history, percent("0.03", "2027-01-01", copies=10000))

    assert found == [code for code in CODES if code in found]
    assert found == [
        "in_future",
        "before_diagnosis",
        "before_treatment",
        "three_copies",
        "low_start",
        "jump_down",
    ]
