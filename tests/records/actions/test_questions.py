"""Questions chosen for the printed page."""

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.actions.questions import choose_question, move_question, restore_question
from cmlguide.records.actions.rows import delete_row
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_choose_question_puts_each_last():
    person = make_person()

    first = choose_question(person=person, code="repeat_test")
    second = choose_question(person=person, text="May I travel?")
    third = choose_question(person=person, text="May I travel?")

    assert [(row.pk, row.position) for row in person.page_questions.kept()] == [
        (first.pk, 0),
        (second.pk, 1),
        (third.pk, 2),
    ]


def test_choose_question_again_gives_the_one_already_there():
    person = make_person()
    chosen = choose_question(person=person, code="repeat_test")

    assert choose_question(person=person, code="repeat_test") == chosen
    assert person.page_questions.count() == 1


def test_choose_question_refuses_an_empty_one():
    person = make_person()

    with pytest.raises(ValidationError) as refused:
        choose_question(person=person, text="  ")

    assert list(refused.value.error_dict) == ["text"]
    assert person.page_questions.count() == 0


def test_unchoose_question_can_be_undone_with_its_words_and_place():
    person = make_person()
    own = choose_question(person=person, text="May I travel? \U0001f642")
    choose_question(person=person, code="repeat_test")

    delete_row(own)
    left = [row.code for row in person.page_questions.kept()]
    restore_question(question=own)

    assert left == ["repeat_test"]
    assert [row.text for row in person.page_questions.kept()] == ["May I travel? \U0001f642", ""]


def test_restore_question_chosen_again_meanwhile_stays_one():
    person = make_person()
    first = choose_question(person=person, code="repeat_test")
    delete_row(first)
    again = choose_question(person=person, code="repeat_test")

    assert restore_question(question=first) == again
    assert list(person.page_questions.kept()) == [again]


def test_choose_question_of_another_person_is_their_own():
    one, other = make_person(), make_person()
    choose_question(person=one, code="repeat_test")

    chosen = choose_question(person=other, code="repeat_test")

    assert list(other.page_questions.kept()) == [chosen]


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc"), ("c", True, "acb")],
)
def test_move_question_changes_places_with_its_neighbour(moved, up, order):
    person = make_person()
    rows = {text: choose_question(person=person, text=text) for text in "abc"}

    move_question(question=rows[moved], up=up)

    assert "".join(row.text for row in person.page_questions.kept()) == order


def test_move_question_taken_off_meanwhile_changes_nothing():
    person = make_person()
    rows = {text: choose_question(person=person, text=text) for text in "abc"}
    delete_row(rows["b"])

    move_question(question=rows["b"], up=True)

    assert [(row.text, row.position) for row in person.page_questions.kept()] == [("a", 0), ("c", 1)]
