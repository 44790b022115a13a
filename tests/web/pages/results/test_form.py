from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.judged import history_of
from cmlguide.web.pages.results.form import Beside, ResultForm
from tests.factories import make_medicine, make_result, make_series

TODAY = date(2026, 11, 22)


def typed(number="0.5", day="12", month="11", year="2026", **more):
    return {
        "collected_on_day": day,
        "collected_on_month": month,
        "collected_on_year": year,
        "number": number,
        **more,
    }


def form_of(person, data, editing=None):
    return ResultForm(data, beside=Beside(person, history_of(person), TODAY, editing))


def codes(form):
    return [question.code for question in form.questions()]


def test_date_and_number_are_enough(person):
    form = form_of(person, typed("0,05"))

    assert form.may_be_saved
    assert form.to_save() == {
        "collected_on": date(2026, 11, 12),
        "kind": "value",
        "value": Decimal("0.05"),
        "unit": "percent_is",
        "limit": None,
        "level": "",
        "copies": None,
        "control_gene": "",
        "conversion_factor": None,
        "method": "",
        "quantifies_to": None,
        "specimen": "blood",
        "lab": "",
        "note": "",
        "baseline": False,
        "checked_against_letter": False,
        "typed_as": "0,05",
        "limit_from_lab": False,
    }


def test_everything_else_is_kept_too(person):
    more = {
        "unit": "ratio_percent",
        "copies": "84,210",
        "control_gene": "ABL1",
        "conversion_factor": "0,82",
        "method": "digital",
        "quantifies_to": "0,0020",
        "lab": " City ",
        "specimen": "marrow",
        "note": "line\nline",
        "baseline": "on",
        "checked_against_letter": "on",
    }

    form = form_of(person, typed("0.121", **more))
    assert form.is_valid()
    facts = form.to_save()

    assert (facts["copies"], facts["conversion_factor"], facts["lab"]) == (84210, Decimal("0.82"), "City")
    assert (facts["specimen"], facts["unit"], facts["note"]) == ("marrow", "ratio_percent", "line\nline")
    assert (facts["method"], facts["quantifies_to"]) == ("digital", Decimal("0.0020"))
    assert (facts["baseline"], facts["checked_against_letter"]) == (True, True)


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (typed(""), {"number": ["number_missing"]}),
        (typed("1.234,5"), {"number": ["number_thousands"]}),
        (typed(day="", month="", year=""), {"collected_on": ["required"]}),
        (typed(year="1850"), {"collected_on": ["date_year_range"]}),
        (typed(limit="abc"), {"limit": ["number"]}),
        (typed(copies="many"), {"copies": ["count"]}),
        (typed(conversion_factor="0"), {"conversion_factor": ["not_positive"]}),
        (
            typed("soon", day="31", month="2"),
            {"number": ["number_unreadable"], "collected_on": ["date_impossible"]},
        ),
    ],
)
def test_problem_stands_at_its_field(person, data, errors):
    form = form_of(person, data)

    assert not form.may_be_saved
    assert {name: [error.code for error in found] for name, found in form.errors.as_data().items()} == errors


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (typed("0.5"), ["jump_up"]),
        (typed("0.0005"), ["jump_down"]),
        (typed("0.5 %"), ["jump_up"]),
        (typed("0.02", year="2027"), ["in_future"]),
        (typed("62", day="1", month="8", year="2025"), ["before_diagnosis", "before_treatment"]),
        (typed("0.02", day="7", month="9"), ["duplicate"]),
        (typed("0.03", day="7", month="9"), ["same_day"]),
        (typed("0.0308", copies="9722"), ["three_copies"]),
        (typed("0"), ["ask_zero"]),
        (typed("0.4", unit="ratio_percent"), ["other_scale"]),
    ],
)
def test_unusual_result_is_asked_about_and_not_saved(person, data, expected):
    make_medicine(person)
    make_result(person, "0.02")

    form = form_of(person, data)

    assert codes(form) == expected
    assert not form.may_be_saved


def test_yes_to_what_was_asked_lets_it_be_saved(person):
    make_result(person, "0.02")
    asked = form_of(person, typed("0.5"))
    assert codes(asked) == ["jump_up"]

    confirmed = form_of(person, typed("0.5", confirmed=asked.token))

    assert confirmed.may_be_saved
    assert codes(confirmed) == []


def test_yes_to_one_number_is_no_yes_to_another(person):
    make_result(person, "0.02")
    asked = form_of(person, typed("0.5"))
    assert codes(asked) == ["jump_up"]

    changed = form_of(person, typed("5", confirmed=asked.token))

    assert codes(changed) == ["jump_up"]
    assert not changed.may_be_saved


def test_three_copies_can_be_what_was_not_detected(person):
    form = form_of(person, typed("0.0308", copies="9722", meant_copies="not_detected"))

    assert form.may_be_saved
    assert (form.to_save()["kind"], form.to_save()["value"], form.to_save()["copies"]) == (
        "not_detected",
        None,
        9722,
    )


def test_three_copies_can_be_kept_as_typed(person):
    form = form_of(person, typed("0.0308", copies="9722", meant_copies="as_typed"))

    assert form.may_be_saved
    assert form.to_save()["value"] == Decimal("0.0308")


def test_choice_between_numbers_needs_an_answer_and_not_only_a_yes(person):
    asked = form_of(person, typed("0"))
    assert asked.questions()[0].options != ()

    confirmed, answered = typed("0", confirmed=asked.token), typed("0", meant_number="not_detected")

    assert not form_of(person, confirmed).may_be_saved
    assert form_of(person, answered).may_be_saved


def test_editing_only_a_note_asks_nothing(person):
    make_result(person, "0.02", collected_on=date(2026, 6, 7))
    row = make_result(person, "0.5")

    form = form_of(person, typed("0.5", day="7", month="9", note="new"), editing=row)

    assert form.may_be_saved


def test_sample_the_lab_could_not_read_may_be_repeated_the_same_day(person):
    make_result(person, "0.02")

    assert form_of(person, typed("", day="7", month="9", kind="no_result")).may_be_saved


def test_marrow_and_blood_of_one_day_are_two_tests(person):
    make_result(person, "0.02")

    assert form_of(person, typed("0.03", day="7", month="9", specimen="marrow")).may_be_saved


def test_second_test_of_a_day_is_not_asked_about_again_when_its_number_changes(person):
    make_result(person, "0.02")
    row = make_result(person, "0.03")

    assert form_of(person, typed("0.031", day="7", month="9"), editing=row).may_be_saved


def test_result_being_edited_is_not_its_own_previous_or_duplicate(person):
    row = make_result(person, "0.02", lab="City")

    form = form_of(person, typed("0.02", day="7", month="9", lab="Town", copies="52000"), editing=row)

    assert form.may_be_saved


def test_limit_of_zero_is_refused(person):
    form = form_of(person, typed("not detected", limit="0"))

    assert list(form.errors) == ["limit"]


def test_control_gene_that_is_not_listed_survives_an_edit(person):
    row = make_result(person, "0.02", copies=52000, control_gene="B2M")

    form = form_of(
        person, typed("0.02", day="7", month="9", copies="52000", control_gene="B2M", note="new"), editing=row
    )

    assert form.may_be_saved, form.errors
    assert form.to_save()["control_gene"] == "B2M"


def test_note_comes_back_as_typed(person):
    note = "  two\n lines \U0001f600 \u0645\u0631\u062d\u0628\u0627 <script> "

    form = form_of(person, typed(note=note.replace("\n", "\r\n")))

    assert form.is_valid()
    assert form.to_save()["note"] == note


def test_read_back_says_number_date_and_last(person):
    make_result(person, "0.02")

    form = form_of(person, typed("0.5"))
    form.is_valid()

    assert form.read_back() == (
        "0.5% on the International Scale, taken 12 Nov 2026.",
        "Your last was 0.02%.",
        "Does your letter say this?",
    )


def test_read_back_goes_without_a_date(person):
    form = form_of(person, typed("not detected", day=""))
    form.is_valid()

    assert form.read_back() == (
        "Not detected; the letter does not say how far down the test could see.",
        "Does your letter say this?",
    )


def test_nothing_is_read_back_without_a_number(person):
    form = form_of(person, typed(""))
    form.is_valid()

    assert (form.read_back(), form.number_help) == ((), "")


def test_number_that_cannot_be_read_gets_help(person):
    form = form_of(person, typed("1.234,5"))
    form.is_valid()

    assert form.read_back() == ()
    assert (
        form.number_help == "Use one point or one comma only, before the decimals: write 1234.5, not 1.234,5."
    )


def test_the_newest_result_s_lab_is_offered_for_the_next(person):
    make_result(person, collected_on=date(2026, 2, 2), lab="City")
    row = make_result(person, "0.1", collected_on=date(2026, 8, 3), lab="County")
    make_result(person, "0.1", collected_on=date(2026, 11, 2))

    assert form_of(person, None)["lab"].value() == "County"
    assert form_of(person, None, editing=make_result(person, "0.3"))["lab"].value() == ""
    assert form_of(person, None, editing=row)["lab"].value() == "County"
    emptied = form_of(person, typed())
    assert emptied.is_valid()
    assert emptied.to_save()["lab"] == ""


def test_labs_of_other_results_are_offered(person):
    make_series(person, ["62", "7.1"])
    make_result(person, lab="City")
    make_result(person, "0.1", lab="City")

    assert form_of(person, None).known_labs == ["City"]


@pytest.mark.parametrize(
    ("more", "is_open"),
    [
        ({}, False),
        ({"specimen": "blood"}, False),
        ({"lab": "City"}, False),
        ({"copies": "52000"}, True),
        ({"limit": "x"}, True),
    ],
)
def test_more_stands_open_when_something_in_it_was_filled_in(person, more, is_open):
    assert form_of(person, typed(**more)).more_is_open is is_open


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("12", "0.9 %", []),
        ("12", "0.9", ["jump_down"]),
        ("0.02", "0.2 %", ["jump_up"]),
        ("0.02", "0.2", ["jump_up"]),
    ],
)
def test_a_fall_typed_as_percent_is_what_treatment_does_and_a_rise_is_asked_about(person, was, now, expected):
    make_medicine(person)
    make_result(person, was)

    assert codes(form_of(person, typed(now))) == expected


def test_whole_line_of_a_letter_gives_the_day_where_none_is_typed(person):
    line = "BCR-ABL1 p210 e14a2 quantitative RT-PCR, 0.03 % IS, 3 Nov 2026"
    form = form_of(person, typed(line, day="", month="", year=""))

    assert form.may_be_saved
    assert form.to_save()["collected_on"] == date(2026, 11, 3)
    assert form.read_back()[0] == "0.03% on the International Scale, taken 3 Nov 2026."
    assert form_of(person, typed(line)).is_valid()
    assert list(form_of(person, typed("0.03 %", day="", month="", year="")).errors) == ["collected_on"]
