from datetime import date
from decimal import Decimal

import pytest

from milestones.doses import usual_dose
from milestones.history import History, PersonFacts, Result, Treatment
from milestones.unusual_medicines import CODES, UnusualMedicine, find_unusual_medicine

TODAY = date(2026, 11, 22)
DIAGNOSED = PersonFacts(diagnosed_on=date(2026, 5, 3))


def row(first: str, last: str = "", name: str = "imatinib") -> Treatment:
    return Treatment(name, date.fromisoformat(first), date.fromisoformat(last) if last else None)


def result(day: str) -> Result:
    return Result(date.fromisoformat(day), "value", Decimal(62), "percent_is")


def codes(history: History, new: Treatment) -> list[str]:
    return [reason.code for reason in find_unusual_medicine(history, new, TODAY)]


def test_first_medicine_in_an_empty_record_is_not_asked_about():
    assert codes(History(), row("2026-05-08")) == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-22", "", []),
        ("2026-11-23", "", ["start_in_future"]),
        ("2026-11-23", "2026-11-30", ["start_in_future"]),
        ("2026-05-08", "2026-11-22", []),
        ("2026-05-08", "2026-11-23", ["stop_in_future"]),
    ],
)
def test_day_after_today_is_asked_about(first, last, expected):
    assert codes(History(), row(first, last)) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [("2026-04-19", []), ("2026-04-18", ["before_diagnosis"]), ("2025-05-03", ["before_diagnosis"])],
)
@pytest.mark.parametrize("name", ["imatinib", "hydroxyurea"])
def test_start_before_the_diagnosis_is_asked_about_beyond_two_weeks(name, first, expected):
    assert codes(History(DIAGNOSED), row(first, name=name)) == expected


def test_the_reason_says_which_day_it_was_held_against():
    found = find_unusual_medicine(History(DIAGNOSED), row("2025-05-03"), TODAY)

    assert found == (UnusualMedicine("before_diagnosis", day=date(2026, 5, 3)),)


@pytest.mark.parametrize(("first", "expected"), [("2025-11-09", []), ("2025-11-08", ["long_before_results"])])
def test_start_half_a_year_before_the_first_result_is_asked_about(first, expected):
    history = History(results=(result("2026-05-08"), result("2026-08-10")))

    assert codes(history, row(first)) == expected


@pytest.mark.parametrize(
    ("diagnosed", "expected"),
    [
        ("2015-02-01", []),
        ("2014-08-07", []),
        ("2014-08-06", ["long_before_results"]),
        ("2015-08-01", ["before_diagnosis"]),
    ],
)
def test_diagnosis_near_the_start_vouches_for_its_year(diagnosed, expected):
    history = History(
        PersonFacts(diagnosed_on=date.fromisoformat(diagnosed)), results=(result("2026-05-08"),)
    )

    assert codes(history, row("2015-02-03")) == expected


def test_only_the_first_cml_tablet_is_held_against_the_first_result():
    history = History(treatments=(row("2020-01-06", "2021-01-04"),), results=(result("2026-05-08"),))

    assert codes(history, row("2022-01-03", name="dasatinib")) == []
    assert codes(History(results=history.results), row("2022-01-03", name="hydroxyurea")) == []


@pytest.mark.parametrize(
    ("others", "new", "expected"),
    [
        # One after the other, even on the day of the change.
        ([row("2025-01-06", "2026-03-02")], row("2026-03-02", name="dasatinib"), []),
        ([row("2026-03-02", name="dasatinib")], row("2025-01-06", "2026-03-02"), []),
        # Some days together.
        ([row("2025-01-06", "2026-03-02")], row("2026-03-01", name="dasatinib"), ["overlap"]),
        ([row("2026-03-02", name="dasatinib")], row("2025-01-06", "2026-03-03"), ["overlap"]),
        ([row("2025-01-06", "2026-03-02")], row("2025-06-02", "2025-07-01", "dasatinib"), ["overlap"]),
        # Started on the same day.
        ([row("2025-01-06")], row("2025-01-06", name="dasatinib"), ["overlap"]),
        # The one before has no last day.
        ([row("2025-01-06")], row("2026-03-02", name="dasatinib"), ["other_left_open"]),
        ([row("2025-01-06")], row("2026-03-02"), ["other_left_open"]),
        ([row("2025-01-06"), row("2025-09-01", "2025-12-01")], row("2026-03-02", name="dasatinib"), []),
        (
            [row("2025-01-06"), row("2026-03-02", "2026-05-01")],
            row("2026-03-02", name="dasatinib"),
            ["overlap"],
        ),
        # This one has no last day, and another began later.
        ([row("2026-03-02", name="dasatinib")], row("2025-01-06"), ["left_open"]),
        # Other medicines may be taken with a CML tablet.
        ([row("2025-01-06")], row("2025-01-20", name="hydroxyurea"), []),
        ([row("2025-01-06", name="hydroxyurea")], row("2025-01-20"), []),
    ],
)
def test_two_cml_tablets_on_the_same_days_are_asked_about(others, new, expected):
    assert codes(History(treatments=tuple(others)), new) == expected


def test_left_open_says_which_medicine_began_next_and_when():
    dasatinib, nilotinib = row("2026-03-02", name="dasatinib"), row("2026-06-01", name="nilotinib")

    found = find_unusual_medicine(History(treatments=(dasatinib, nilotinib)), row("2025-01-06"), TODAY)

    assert found == (UnusualMedicine("left_open", date(2026, 3, 2), dasatinib),)


def test_reasons_come_in_the_order_of_the_codes():
    history = History(
        PersonFacts(diagnosed_on=date(2027, 5, 3)),
        (
            row("2026-01-05"),
            row("2026-12-01", "2027-06-01", "dasatinib"),
            row("2027-02-01", name="nilotinib"),
        ),
    )

    found = codes(history, row("2027-01-04", name="bosutinib"))

    assert found == ["start_in_future", "before_diagnosis", "left_open", "overlap"]
    assert found == sorted(found, key=CODES.index)


def test_each_reason_says_which_day_and_which_medicine_it_was_held_against():
    earlier, later = row("2025-01-06"), row("2026-03-02", "2026-06-01", "dasatinib")

    assert find_unusual_medicine(History(), row("2026-11-23"), TODAY) == (
        UnusualMedicine("start_in_future", TODAY),
    )
    assert find_unusual_medicine(History(), row("2026-05-08", "2026-11-23"), TODAY) == (
        UnusualMedicine("stop_in_future", TODAY),
    )
    assert find_unusual_medicine(History(results=(result("2026-05-08"),)), row("2025-11-08"), TODAY) == (
        UnusualMedicine("long_before_results", date(2026, 5, 8)),
    )
    assert find_unusual_medicine(
        History(treatments=(earlier,)), row("2026-01-05", name="nilotinib"), TODAY
    ) == (UnusualMedicine("other_left_open", date(2026, 1, 5), earlier),)
    assert find_unusual_medicine(
        History(treatments=(later,)), row("2026-04-06", "2026-07-06", "nilotinib"), TODAY
    ) == (UnusualMedicine("overlap", other=later),)


def test_a_second_cml_tablet_of_the_same_first_day_is_not_held_against_the_first_result():
    history = History(treatments=(row("2025-01-06", "2025-02-03"),), results=(result("2026-05-08"),))

    assert "long_before_results" not in codes(history, row("2025-01-06", "2025-02-03", "dasatinib"))


@pytest.mark.parametrize(
    ("dose", "expected"),
    [("400 mg", []), ("4000 mg", ["unusual_dose"]), ("40 mg", ["unusual_dose"]), ("one tablet", [])],
)
def test_a_dose_no_label_names_is_asked_about(dose, expected):
    new = Treatment("imatinib", date(2026, 5, 8), dose=dose)

    assert codes(History(), new) == expected


def test_a_dose_asked_about_brings_what_was_typed_and_what_is_usual():
    new = Treatment("imatinib", date(2026, 5, 8), dose="2000 mg twice a day")

    (found,) = find_unusual_medicine(History(), new, TODAY)

    assert (found.amount, found.usual) == (Decimal(4000), usual_dose(new))
    assert found.usual is not None
