from datetime import date

import pytest

from cmlguide.records.judged import history_of
from cmlguide.web.pages.medicines.form import Beside, MedicineForm
from tests.factories import make_medicine

TODAY = date(2026, 11, 22)


def typed(medicine="imatinib", day="8", month="9", year="2025", **more):
    return {
        "medicine": medicine,
        "started_on_day": day,
        "started_on_month": month,
        "started_on_year": year,
        **more,
    }


def fill(person, data=None, editing=None):
    return MedicineForm(data, beside=Beside(person, history_of(person), TODAY, editing))


def asked(form):
    return [question.text for question in form.questions()]


def ended(day, month, year):
    return {"stopped_on_day": day, "stopped_on_month": month, "stopped_on_year": year}


def test_medicine_from_the_list_needs_only_its_first_day(person):
    form = fill(person, typed())

    assert form.is_valid(), form.errors
    assert form.to_save() == {
        "medicine": "imatinib",
        "tki": None,
        "dose": "",
        "started_on": date(2025, 9, 8),
        "stopped_on": None,
        "stop_reason": "",
        "keep_clock": None,
    }


@pytest.mark.parametrize("chosen", ["", "other"])
def test_brand_in_own_words_is_kept_as_typed_and_not_asked_about(person, chosen):
    form = fill(person, typed(chosen, other_name="Glivec 400"))

    assert form.is_valid(), form.errors
    assert (form.to_save()["medicine"], form.to_save()["tki"]) == ("Glivec 400", None)


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False)])
def test_free_text_is_asked_about_and_the_answer_kept(person, answer, kept):
    unanswered = fill(person, typed("other", other_name="Newtinib"))
    answered = fill(person, typed("other", other_name="Newtinib", tki=answer))

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
    assert list(fill(person, data).errors) == [field]


def test_reason_is_kept_only_for_a_medicine_that_ended(person):
    going_on = fill(person, typed(stop_reason="cost"))
    over = fill(person, typed(stop_reason="cost", **ended("8", "9", "2025")))

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
    form = fill(person, editing=make_medicine(person, medicine=medicine, tki=tki))

    assert {name: form.initial[name] for name in expected} == expected


def test_ordinary_medicine_is_saved_without_a_question(person):
    form = fill(person, typed())

    assert (form.may_be_saved, form.questions()) == (True, [])


def test_year_typed_too_early_is_asked_about_and_not_saved(person):
    person.diagnosed_on = date(2026, 5, 3)
    person.save()

    form = fill(person, typed(day="3", month="5", year="2025"))

    assert form.may_be_saved is False
    assert asked(form) == ["Your diagnosis is 3 May 2026 and this start is 3 May 2025. Is the year right?"]
    assert form.read_back() == ("imatinib, from 3 May 2025.",)


def test_yes_to_this_content_saves_it_and_only_this(person):
    first_day = {"year": "2027"}
    asking = fill(person, typed(**first_day))
    assert asking.may_be_saved is False
    yes = {"confirmed": asking.token}

    assert fill(person, typed(**first_day, **yes)).may_be_saved is True
    assert fill(person, typed(**first_day, dose="300 mg", **yes)).may_be_saved is False
    assert fill(person, typed(year="2028", **yes)).may_be_saved is False


def test_second_tablet_asks_about_the_one_without_a_last_day(person):
    make_medicine(person)

    form = fill(person, typed("dasatinib", month="3", year="2026"))

    (text,) = asked(form)
    assert text == (
        "Your imatinib has no last day. We would count it as ended on 8 March 2026, when this one "
        "starts. Is that right? You can enter its own last day later."
    )


def test_medicine_is_not_held_against_itself_when_it_is_changed(person):
    row = make_medicine(person)

    assert fill(person, typed(day="9"), editing=row).may_be_saved is True


def test_unchanged_dates_are_not_asked_about_again(person):
    row = make_medicine(person, started_on=date(2027, 1, 4))

    same = fill(person, typed(day="4", month="1", year="2027", dose="300 mg"), editing=row)
    other = fill(person, typed(day="5", month="1", year="2027"), editing=row)

    assert (same.may_be_saved, other.may_be_saved) == (True, False)


def test_problem_comes_before_a_question(person):
    form = fill(person, typed("", year="2027"))

    assert (list(form.errors), form.questions(), form.read_back()) == (["medicine"], [], ())


@pytest.mark.parametrize(("dose", "asks"), [("4000 mg", 1), ("400 mg once a day", 0), ("300 mg", 0)])
def test_a_dose_is_asked_about_where_it_is_new_and_unusual(person, dose, asks):
    row = make_medicine(person)

    assert len(fill(person, typed(dose=dose), editing=row).questions()) == asks
