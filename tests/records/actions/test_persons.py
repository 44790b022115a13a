"""Writes to the person."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from cmlguide.records.actions.checklist import answer_checklist
from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.imports import import_rows
from cmlguide.records.actions.persons import create_person, delete_everything, edit_person
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import add_row, delete_row
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.models import (
    Allergy,
    Change,
    DiaryEntry,
    OtherMedicine,
    Person,
    User,
    Visit,
    WaitingSample,
)
from tests.factories import (
    make_blood_count,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_person,
    make_result,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_create_person_without_any_fact():
    owner = make_user()

    person = create_person(owner=owner)

    assert list(owner.people.all()) == [person]
    assert (person.phase, person.transcript, person.goal, person.guideline) == (
        "unknown",
        "unknown",
        "unset",
        "",
    )
    assert [(change.noun, change.action) for change in person.changes.all()] == [("person", "added")]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"guideline": "eln-2035"}, "guideline"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"born_year": 60}, "born_year"),
        ({"phase": "first"}, "phase"),
        ({"country": "GBR"}, "country"),
        ({"example": "me"}, "example"),
    ],
)
def test_create_person_refuses_what_cannot_be(fields, problem):
    owner = make_user()

    with pytest.raises(ValidationError) as refused:
        create_person(owner=owner, **fields)

    assert list(refused.value.error_dict) == [problem]
    assert owner.people.count() == 0


def test_edit_person_keeps_what_was_said_before():
    person = make_person(goal="unset", name="Ana")

    edit_person(person=person, goal="treatment_free_remission", name="Ana", clinic_day_phone="555 0100")

    stored = Person.objects.get()
    assert (stored.goal, stored.clinic_day_phone) == ("treatment_free_remission", "555 0100")
    assert person.changes.get(action="edited").before == {"goal": "unset", "clinic_day_phone": ""}


@pytest.mark.parametrize("field", ["owner", "owner_id", "created_at", "id"])
def test_edit_person_never_moves_a_record_to_another_owner(field):
    person = make_person()

    with pytest.raises(TypeError):
        edit_person(person=person, **{field: 1})


def test_delete_everything_leaves_no_row_of_the_person_and_all_of_others():
    owner = make_user()
    gone, kept = make_person(owner), make_person(owner)
    for person in (gone, kept):
        make_medicine(person)
        make_blood_count(person)
        make_marrow_test(person)
        make_mutation(person)
        delete_row(make_result(person))
        choose_question(person=person, text="Why?")
        _tell_the_whole_story(person)
    kept_changes = kept.changes.count()

    delete_everything(person=gone)

    assert list(Person.objects.all()) == [kept]
    assert User.objects.count() == 1
    assert Change.objects.count() == kept_changes
    nouns = [model for model in apps.get_app_config("records").get_models() if hasattr(model, "deleted_at")]
    assert {model.__name__: model.objects.count() for model in nouns} == dict.fromkeys(
        [model.__name__ for model in nouns], 1
    )
    assert len(nouns) == 15


def _tell_the_whole_story(person):
    """Add a row of every noun, not only results."""
    day = date(2026, 9, 7)
    add_goal(person=person, code="fewer_copies")
    add_row(DiaryEntry, person=person, happened_on=day, kind="note", text="Walked far.")
    add_row(OtherMedicine, person=person, name="omeprazole")
    add_row(Allergy, person=person, name="penicillin")
    add_row(WaitingSample, person=person, taken_on=day)
    visit = add_row(Visit, person=person, visit_on=day)
    record_visit(visit=visit, answers=[("repeat_test", "When again?", "In six weeks.")])
    answer_checklist(person=person, result_on=day, answers=[{"item": "same_lab", "answer": "yes"}])
    import_rows(person=person, source="csv", sha256="0" * 64, rows={})
