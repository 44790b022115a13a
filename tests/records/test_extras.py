"""Facts only this product keeps are stored in a record's unknown keys."""

from datetime import date

import pytest

from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.records import open_record
from cmlguide.records.extras import read_extras
from cmlguide.records.judged import history_of
from cmlguide.records.models import Person, Result
from milestones.record import read_record, write_record
from tests.factories import make_person, make_result, make_user

FACTS = {
    "name": "Ana \u05e9\u05dc\u05d5\u05dd \U0001f642",
    "born_on": date(1960, 2, 3),
    "born_year": 1960,
    "transcript_name": "e14a2",
    "risk_score": "ELTS low",
    "time_zone": "America/New_York",
    "country": "US",
    "date_order": "mdy",
    "clinic_day_phone": "555 0100",
    "clinic_out_of_hours_phone": "555 0101",
    "pharmacy_phone": "555 0102",
    "read_first": "meaning",
    "preferences": "Fewer visits.\nMornings are best.",
    "specialist": "planned",
    "specialist_note": "Dr. Example, in January",
    "summary_off": ["goals", "chart"],
    "summary_second_page": True,
    "example": "rising",
}


@pytest.mark.django_db
def test_exported_person_comes_back_with_every_fact():
    person = make_person(**FACTS)
    make_result(person, typed_as="0,074")
    choose_question(person=person, text="May I travel?")
    choose_question(person=person, code="repeat_test", text="Repeat?")

    again = open_record(owner=make_user(), history=read_record(write_record(history_of(person))))

    assert {name: getattr(again, name) for name in FACTS} == FACTS
    assert [row.typed_as for row in again.results.kept()] == ["0,074"]
    assert [(row.position, row.code, row.text) for row in again.page_questions.kept()] == [
        (0, "", "May I travel?"),
        (1, "repeat_test", "Repeat?"),
    ]
    assert (again.extra, again.record_extra) == ({}, {})


@pytest.mark.parametrize(
    "extra",
    [
        {"name": 5},
        {"name": ""},
        {"name": ["Ana"]},
        {"name": "a\x00"},
        {"born_on": "3.2.1960"},
        {"born_on": "0060-02-03"},
        {"time_zone": "Mars"},
        {"time_zone": ""},
        {"country": "GBR"},
        {"example": "me"},
        {"read_first": "number"},
        {"specialist": "perhaps"},
        {"summary_off": "goals"},
        {"summary_off": []},
        {"summary_off": ["goals", "goals"]},
        {"summary_off": [["goals"]]},
        {"summary_second_page": 1},
        {"summary_second_page": "true"},
        {"summary_second_page": False},
        {"phase": "chronic"},
        {"owner": "1", "id": "2", "created_at": "2026-01-01"},
    ],
)
def test_read_extras_leaves_what_no_column_can_give_back(extra):
    assert read_extras(Person, extra) == ({}, extra)


def test_read_extras_takes_what_a_column_gives_back():
    extra = {"typed_as": "0,074", "page": 2}

    assert read_extras(Result, extra) == ({"typed_as": "0,074"}, {"page": 2})


@pytest.mark.django_db
def test_birth_date_of_a_file_without_birth_year_adds_no_year():
    text = '{"format": "cmlguide-record", "version": 1, "person": {"born_on": "1960-02-03"}}'

    person = open_record(owner=make_user(), history=read_record(text))

    assert (person.born_on, person.extra) == (None, {"born_on": "1960-02-03"})
    assert history_of(person) == read_record(text)
