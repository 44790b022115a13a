from datetime import date

import pytest
from django import forms

from cmlguide.records.validators import check_date
from cmlguide.web.fields.date_fields import DateBoxesField, set_date_order


class OneDate(forms.Form):
    day = DateBoxesField(validators=[check_date])
    maybe = DateBoxesField(required=False)


def boxes(day="", month="", year="", **more):
    return {"day_day": day, "day_month": month, "day_year": year, **more}


@pytest.mark.parametrize(
    "typed",
    [
        ("3", "7", "2026"),
        ("03", "07", "2026"),
        ("3", "Jul", "2026"),
        ("3", "july", "26"),
        ("2026-07-03", "", ""),
        ("", "3 Jul 2026", ""),
        ("", "", "3 Jul 26"),
    ],
)
def test_date_is_understood_from_boxes_or_pasted_into_one(typed):
    form = OneDate(boxes(*typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 7, 3)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "", ""), "required"),
        (("", "7", "2026"), "date_day_missing"),
        (("3", "", "2026"), "date_month_missing"),
        (("3", "7", ""), "date_year_missing"),
        (("3", "", ""), "date_month_missing"),
        (("31", "6", "2026"), "date_impossible"),
        (("29", "2", "2025"), "date_impossible"),
        (("soon", "soon", "soon"), "date_unreadable"),
        (("not a date", "", ""), "date_unreadable"),
        (("3", "7", "1826"), "date_year_range"),
    ],
)
def test_problem_says_what_to_do(typed, code):
    form = OneDate(boxes(*typed))

    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()["day"]] == [code]


def test_date_that_may_stay_empty_is_none():
    form = OneDate(boxes("3", "7", "2026"))

    assert form.is_valid()
    assert form.cleaned_data["maybe"] is None


@pytest.mark.parametrize("pasted", ["03/07/26", "3 7 2026"])
def test_pasted_date_that_may_be_two_asks_which(pasted):
    form = OneDate(boxes(pasted))

    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()["day"]] == ["ask_day_or_month"]
    assert sorted(value for value, words in form["day"].choices) == ["2026-03-07", "2026-07-03"]


def test_answer_to_which_date_is_taken():
    form = OneDate(boxes("03/07/26", day_choice="2026-03-07"))

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 7)


def test_answer_that_was_not_offered_is_not_taken():
    form = OneDate(boxes("03/07/26", day_choice="2020-01-01"))

    assert [error.code for error in form.errors.as_data()["day"]] == ["ask_day_or_month"]


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        ("dmy", ["day", "month", "year"]),
        ("mdy", ["month", "day", "year"]),
        ("ymd", ["year", "month", "day"]),
        ("?", ["day", "month", "year"]),
    ],
)
def test_boxes_stand_in_the_persons_order(order, parts):
    form = OneDate()

    set_date_order(form, order)

    assert [box["part"] for box in form["day"].boxes] == parts
    assert form["day"].id_for_label == f"id_day_{parts[0]}"


def test_boxes_keep_what_was_typed():
    form = OneDate(boxes("31", "Feb", "x"))

    assert [box["value"] for box in form["day"].boxes] == ["31", "Feb", "x"]


def test_boxes_show_an_initial_date():
    form = OneDate(initial={"day": date(2026, 7, 3)})

    assert [box["value"] for box in form["day"].boxes] == ["3", "7", "2026"]
