from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.diagnosis import record_diagnosis
from cmlguide.records.judged import history_of
from cmlguide.web.pages.results.form import Beside
from cmlguide.web.pages.start.diagnosis_form import DiagnosisForm
from tests.factories import make_medicine, make_person


@pytest.fixture
def newcomer(db):
    return make_person(diagnosed_on=None)


def form_of(person, data):
    return DiagnosisForm(data, beside=Beside(person, history_of(person), date(2026, 11, 22)))


def day(name, day="29", month="8", year="2025"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_both_may_stay_empty(newcomer):
    form = form_of(newcomer, {})

    assert form.may_be_saved
    assert form.to_save() == {"diagnosed_on": None, "first_result": None, "transcript_name": ""}


def test_number_is_the_baseline_of_the_day_of_diagnosis(newcomer):
    form = form_of(newcomer, {**day("diagnosed_on"), "number": "62"})

    assert form.may_be_saved
    first = form.to_save()["first_result"]
    assert (first["collected_on"], first["value"], first["baseline"]) == (
        date(2025, 8, 29),
        Decimal(62),
        True,
    )


def test_number_may_be_of_another_day(newcomer):
    form = form_of(newcomer, {**day("diagnosed_on"), **day("taken_on", day="1", month="9"), "number": "62"})

    assert form.may_be_saved
    assert form.to_save()["first_result"]["collected_on"] == date(2025, 9, 1)


def test_number_without_any_day_asks_for_it(newcomer):
    assert list(form_of(newcomer, {"number": "62"}).errors) == ["taken_on"]


def test_number_that_cannot_be_read_stands_at_its_field(newcomer):
    assert list(form_of(newcomer, {**day("diagnosed_on"), "number": "1.234,5"}).errors) == ["number"]


def test_day_still_to_come_is_asked_about_once_for_diagnosis_and_number(newcomer):
    form = form_of(newcomer, {**day("diagnosed_on", year="2062"), "number": "62"})

    assert [question.text for question in form.questions()] == [
        "29 August 2062 is in the future. Is the date right?"
    ]


def test_number_that_may_be_a_plain_ratio_is_asked_about_once(newcomer):
    data = {**day("diagnosed_on"), "number": "0.62"}
    form = form_of(newcomer, data)

    assert not form.may_be_saved
    assert [question.code for question in form.questions()] == ["low_start"]
    assert form_of(newcomer, {**data, "confirmed": form.token}).may_be_saved


def test_day_after_the_first_medicine_is_asked_about_and_one_yes_answers_for_both(newcomer):
    make_medicine(newcomer, started_on=date(2025, 5, 3))
    data = {**day("diagnosed_on", day="3", month="5", year="2026"), "number": "0.62"}
    form = form_of(newcomer, data)

    assert not form.may_be_saved
    assert [question.code for question in form.questions()] == ["after_start", "low_start"]
    assert form_of(newcomer, {**data, "confirmed": form.token}).may_be_saved
    assert not form_of(newcomer, {**data, "number": "0.63", "confirmed": form.token}).may_be_saved


def test_day_alone_is_read_back_and_asked_about(newcomer):
    form = form_of(newcomer, day("diagnosed_on", year="2027"))

    assert [question.text for question in form.questions()] == [
        "29 August 2027 is in the future. Is the date right?"
    ]
    assert form.read_back() == ("Diagnosis: 29 August 2027.",)


LETTER = "BCR-ABL1 p210 e14a2 quantitative RT-PCR, 87 % IS, "


@pytest.mark.parametrize(
    ("line", "boxes", "collected_on"),
    [
        (f"{LETTER}12 Nov 2026", {}, date(2026, 11, 12)),  # not the day of diagnosis
        (f"{LETTER}12 Nov 2026", day("taken_on", day="10", month="11", year="2026"), date(2026, 11, 10)),
        (LETTER, {}, date(2026, 11, 20)),  # no day of its own
        ("87 %", {}, date(2026, 11, 20)),
    ],
)
def test_line_of_a_letter_gives_its_own_day_where_none_is_typed(newcomer, line, boxes, collected_on):
    told = day("diagnosed_on", day="20", month="11", year="2026")
    form = form_of(newcomer, {**told, **boxes, "number": line})

    assert form.may_be_saved
    assert (form.to_save()["first_result"]["collected_on"], form.to_save()["first_result"]["value"]) == (
        collected_on,
        Decimal(87),
    )


def test_day_on_the_line_that_may_be_two_is_asked_for(newcomer):
    told = day("diagnosed_on", day="20", month="11", year="2026")

    assert list(form_of(newcomer, {**told, "number": f"{LETTER}03/07/2026"}).errors) == ["taken_on"]


@pytest.mark.parametrize(
    ("known", "kept"),
    [
        ({}, ("typical", "p210 e14a2")),
        ({"transcript": "atypical", "transcript_name": "e1a2"}, ("atypical", "e1a2")),
    ],
)
def test_type_on_the_line_is_kept_where_the_record_has_none(db, known, kept):
    person = make_person(diagnosed_on=None, **{"transcript": "unknown", **known})
    form = form_of(person, {"number": f"{LETTER}12 Nov 2026"})

    assert form.may_be_saved
    record_diagnosis(person=person, **form.to_save())

    assert (person.transcript, person.transcript_name) == kept
