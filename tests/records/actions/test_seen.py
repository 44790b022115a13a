"""A write is compared with what its writer saw, value by value, inside its own transaction."""

from datetime import date
from decimal import Decimal

import pytest

from cmlguide.records.actions.checklist import answer_checklist, said_to_items
from cmlguide.records.actions.goals import choose_goal
from cmlguide.records.actions.rows import edit_row, shown_values
from cmlguide.records.actions.seen import ChangedMeanwhileError, digest_of, refuse_if_changed
from cmlguide.records.actions.visits import record_visit, visit_as_shown
from cmlguide.records.models import Change, Result
from tests.factories import make_result, make_visit

pytestmark = pytest.mark.django_db


def seen_now(row):
    return digest_of(shown_values(row))


def test_digest_names_each_value_and_says_none():
    digest = digest_of({"lab": "City", "value": None})

    assert [part.split(":")[0] for part in digest.split()] == ["lab", "value"]
    assert "City" not in digest


@pytest.mark.parametrize("now", ["City ", "city", "", None, 0, ["City"]])
def test_any_other_value_is_another(now):
    with pytest.raises(ChangedMeanwhileError):
        refuse_if_changed(digest_of({"lab": "City"}), {"lab": now})


@pytest.mark.parametrize("seen", ["", "rubbish", "lab", ":", "note:0123456789"])
def test_what_was_not_shown_says_nothing(seen):
    refuse_if_changed(seen, {"lab": "City"})


def test_a_field_changed_since_it_was_seen_is_not_written_over(person):
    row = make_result(person, "0.5", lab="City")
    seen = seen_now(row)
    edit_row(row, lab="North")
    changes = Change.objects.count()

    with pytest.raises(ChangedMeanwhileError):
        edit_row(row, seen=seen, lab="South", note="Mine")

    stored = Result.objects.get(pk=row.pk)
    assert (stored.lab, stored.note, row.lab, Change.objects.count()) == ("North", "", "North", changes)


def test_a_field_nobody_else_changed_is_written_and_the_other_change_stays(person):
    row = make_result(person, "0.5", lab="City")
    seen = seen_now(row)
    edit_row(row, lab="North")

    edit_row(row, seen=seen, note="Mine")

    stored = Result.objects.get(pk=row.pk)
    assert (stored.lab, stored.note) == ("North", "Mine")


def test_the_same_number_written_another_way_is_the_same(person):
    row = make_result(person, "0.50")
    seen = seen_now(row)
    row.refresh_from_db()

    assert seen_now(row) == seen
    assert edit_row(row, seen=seen, value=Decimal("0.6")).value == Decimal("0.6")


def test_an_answer_given_elsewhere_is_not_replaced_unseen(person):
    visit = make_visit(person)
    seen = digest_of(visit_as_shown(visit, []))
    record_visit(visit=visit, answers=[("", "May I fly?", "Yes")])

    with pytest.raises(ChangedMeanwhileError):
        record_visit(visit=visit, answers=[("", "May I fly?", "No")], seen=seen)

    assert [row.answer for row in person.answers.kept()] == ["Yes"]


def test_a_checklist_item_answered_elsewhere_is_not_replaced_unseen(person):
    day, seen = date(2026, 9, 7), digest_of(said_to_items([]))
    answer_checklist(person=person, result_on=day, answers=[{"item": "same_lab", "answer": "yes"}])

    with pytest.raises(ChangedMeanwhileError):
        answer_checklist(
            person=person, result_on=day, answers=[{"item": "same_lab", "answer": "no"}], seen=seen
        )
    answer_checklist(
        person=person, result_on=day, answers=[{"item": "repeat_planned", "answer": "no"}], seen=seen
    )

    kept = {row.item: row.answer for row in person.checklist_answers.kept()}
    assert kept == {"same_lab": "yes", "repeat_planned": "no"}


def test_a_goal_chosen_elsewhere_is_not_replaced_unseen(person):
    seen = seen_now(person)
    choose_goal(person=person, goal="treatment_free_remission")

    with pytest.raises(ChangedMeanwhileError):
        choose_goal(person=person, goal="long_term_control", seen=seen)

    assert [row.code for row in person.goals.kept()] == ["treatment_free_remission"]
