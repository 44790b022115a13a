from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.acting import acting_as
from cmlguide.records.actions.goals import add_goal, choose_goal, delete_goal
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.putting_back import CannotPutBack, put_back, undo_change
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.results import edit_result
from cmlguide.records.actions.rows import MODELS, add_row, delete_row, edit_row, restore_row
from cmlguide.records.models import ChecklistAnswer, Goal, Person
from tests.factories import (
    make_goal,
    make_import,
    make_medicine,
    make_result,
    make_user,
    make_visit,
)
from tests.records.every_noun import one_of_each
from tests.routes import kept_rows


def last_change(person):
    return person.changes.order_by("pk").last()


def take_away(row):
    """Delete it as its page does."""
    delete_goal(goal=row) if isinstance(row, Goal) else delete_row(row)


def change_of(row):
    """The delete of that row; for a goal a change to the person's own goal follows it."""
    return row.person.changes.filter(action="deleted").order_by("pk").last()


def why(action, **arguments):
    with pytest.raises(CannotPutBack) as refused:
        action(**arguments)
    return refused.value.code


def test_every_noun_comes_back_value_by_value(person):
    rows = one_of_each(person)
    before = kept_rows(person)
    for row in rows.values():
        take_away(row)

    for noun, row in rows.items():
        put_back(row=MODELS[noun].objects.get(pk=row.pk))

    assert kept_rows(person) == before


def test_every_delete_is_undone_from_its_change(person):
    rows = one_of_each(person)
    before = kept_rows(person)
    changes = []
    for row in rows.values():
        take_away(row)
        changes.append(change_of(row))

    for change in changes:
        undo_change(change=change)

    assert kept_rows(person) == before


def test_import_comes_back_whole(person):
    batch = make_import(person, diagnosed_on=date(2025, 1, 1))
    before = kept_rows(person)
    undo_import(batch=batch)

    put_back(row=batch)

    assert kept_rows(person) == before


def test_goal_or_question_that_was_chosen_again_stays(person):
    goal, question = make_goal(person), choose_question(person=person, code="repeat_test")
    delete_goal(goal=goal)
    delete_row(question)
    add_goal(person=person, code="fewer_copies")
    choose_question(person=person, code="repeat_test")
    before = kept_rows(person)

    assert why(put_back, row=goal) == "there_already"
    assert why(put_back, row=question) == "there_already"
    assert kept_rows(person) == before


def test_checklist_answer_given_again_stays(person):
    facts = {"person": person, "result_on": date(2026, 9, 7), "item": "same_lab"}
    old = delete_row(add_row(ChecklistAnswer, answer="yes", **facts))
    new = add_row(ChecklistAnswer, answer="no", **facts)

    assert why(put_back, row=old) == "there_already"
    assert list(person.checklist_answers.kept()) == [new]


def test_answer_of_a_deleted_visit_waits_for_its_visit(person):
    answer = one_of_each(person)["answer"]
    delete_row(answer)
    delete_row(answer.visit)

    assert why(put_back, row=answer) == "visit_deleted"


def test_edit_is_undone_and_noted_as_an_edit_of_its_own(person):
    helper = make_user()
    result = make_result(person, "0.0200", lab="City")
    edit_result(result=result, value=Decimal("0.2"), lab="Town")
    change = last_change(person)

    with acting_as(helper.pk):
        undo_change(change=change)

    row = person.results.get()
    assert (str(row.value), row.lab) == ("0.0200", "City")
    last = last_change(person)
    assert (last.action, last.before, last.by) == ("edited", {"value": "0.2", "lab": "Town"}, helper)


def test_edit_of_another_field_since_does_not_matter(person):
    result = make_result(person, "0.02")
    edit_result(result=result, value=Decimal("0.2"))
    change = last_change(person)
    edit_result(result=result, lab="Town")

    undo_change(change=change)

    row = person.results.get()
    assert (row.value, row.lab) == (Decimal("0.02"), "Town")


def test_edit_of_the_same_field_since_is_put_back_first(person):
    result = make_result(person, "0.02")
    edit_result(result=result, value=Decimal("0.2"))
    first = last_change(person)
    edit_result(result=result, value=Decimal("2"))

    assert why(undo_change, change=first) == "changed_later"
    assert person.results.get().value == Decimal("2")


def test_edit_of_a_deleted_row_waits_for_the_row(person):
    visit = make_visit(person)
    edit_row(visit, place="Elsewhere")
    change = last_change(person)
    delete_row(visit)

    assert why(undo_change, change=change) == "row_deleted"


def test_delete_that_was_put_back_is_back(person):
    visit = make_visit(person)
    delete_row(visit)
    first = last_change(person)
    restore_row(visit)

    assert why(undo_change, change=first) == "is_back"
    delete_row(visit)
    assert why(undo_change, change=first) == "is_back"  # the later delete is the one to undo
    assert person.visits.kept().count() == 0


def test_second_undo_of_one_edit_is_refused(person):
    visit = make_visit(person, place="City")
    edit_row(visit, place="Town")
    change = last_change(person)
    undo_change(change=change)

    assert why(undo_change, change=change) == "changed_later"


@pytest.mark.parametrize("action", ["added", "restored"])
def test_what_is_no_edit_has_nothing_to_put_back(person, action):
    visit = make_visit(person)
    restore_row(delete_row(visit))
    change = person.changes.filter(noun="visit", action=action).last()

    assert why(undo_change, change=change) == "not_an_edit"


def test_name_of_the_person_is_put_back(person):
    edit_person(person=person, name="Mum")
    edit_person(person=person, name="Mother")

    undo_change(change=last_change(person))

    assert Person.objects.get().name == "Mum"


def test_goal_that_results_are_read_by_follows_the_list(person):
    choose_goal(person=person, goal="treatment_free_remission")
    change = person.changes.filter(noun="person", action="edited").last()

    assert change.before == {"goal": "unset"}
    assert why(undo_change, change=change) == "follows_goals"


def test_value_that_no_longer_fits_is_not_put_back(person):
    medicine = make_medicine(person, started_on=date(2025, 1, 1), stopped_on=date(2025, 2, 1))
    edit_row(medicine, stopped_on=date(2025, 6, 1))
    change = last_change(person)
    edit_row(medicine, started_on=date(2025, 3, 1))

    assert why(undo_change, change=change) == "not_valid"
    assert person.medicines.get().stopped_on == date(2025, 6, 1)
