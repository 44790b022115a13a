from datetime import date

import pytest

from cmlguide.web.forms.medicine import MedicineForm
from tests.factories import make_treatment


def typed(medicine="imatinib", day="8", month="9", year="2025", **more):
    return {
        "medicine": medicine,
        "started_on_day": day,
        "started_on_month": month,
        "started_on_year": year,
        **more,
    }


def ended(day, month, year):
    return {"stopped_on_day": day, "stopped_on_month": month, "stopped_on_year": year}


def test_medicine_from_the_list_needs_only_its_first_day(person):
    form = MedicineForm(typed(), person=person)

    assert form.is_valid(), form.errors
    assert form.to_save() == {
        "medicine": "imatinib",
        "tki": None,
        "dose": "",
        "started_on": date(2025, 9, 8),
        "stopped_on": None,
        "stop_reason": "",
        "keep_clock": False,
    }


@pytest.mark.parametrize("chosen", ["", "other"])
def test_brand_in_own_words_is_kept_as_typed_and_not_asked_about(person, chosen):
    form = MedicineForm(typed(chosen, other_name="Glivec 400"), person=person)

    assert form.is_valid(), form.errors
    assert (form.to_save()["medicine"], form.to_save()["tki"]) == ("Glivec 400", None)


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False)])
def test_free_text_is_asked_about_and_the_answer_kept(person, answer, kept):
    unanswered = MedicineForm(typed("other", other_name="Newtinib"), person=person)
    answered = MedicineForm(typed("other", other_name="Newtinib", tki=answer), person=person)

    assert list(unanswered.errors) == ["tki"]
    assert answered.is_valid()
    assert answered.to_save()["tki"] is kept


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (typed(""), "medicine"),
        (typed("other"), "other_name"),
        (typed(day="", month="", year=""), "started_on"),
        (typed(**ended("7", "9", "2025")), "stopped_on"),
    ],
)
def test_problem_stands_at_its_field(person, data, field):
    assert list(MedicineForm(data, person=person).errors) == [field]


def test_reason_is_kept_only_for_a_medicine_that_ended(person):
    going_on = MedicineForm(typed(stop_reason="cost"), person=person)
    over = MedicineForm(typed(stop_reason="cost", **ended("8", "9", "2025")), person=person)

    assert going_on.is_valid()
    assert over.is_valid()
    assert (going_on.to_save()["stop_reason"], over.to_save()["stop_reason"]) == ("", "cost")


@pytest.mark.parametrize(
    ("medicine", "tki", "expected"),
    [
        ("dasatinib", None, {"medicine": "dasatinib", "other_name": "", "tki": ""}),
        ("Sprycel", None, {"medicine": "other", "other_name": "Sprycel", "tki": ""}),
        ("Newtinib", True, {"medicine": "other", "other_name": "Newtinib", "tki": "yes"}),
    ],
)
def test_kept_medicine_is_shown_as_it_was_chosen(person, medicine, tki, expected):
    form = MedicineForm(person=person, treatment=make_treatment(person, medicine=medicine, tki=tki))

    assert {name: form.initial[name] for name in expected} == expected
