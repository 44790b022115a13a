"""Questions chosen for the page."""

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records import actions
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_choose_question_puts_each_last():
    person = make_person()

    first = actions.choose_question(person=person, code="repeat_test")
    second = actions.choose_question(person=person, text="May I travel?")
    third = actions.choose_question(person=person, text="May I travel?")

    assert [(row.pk, row.position) for row in person.page_questions.kept()] == [
        (first.pk, 0),
        (second.pk, 1),
        (third.pk, 2),
    ]


def test_choose_question_again_gives_the_one_already_there():
    person = make_person()
    chosen = actions.choose_question(person=person, code="repeat_test")

    assert actions.choose_question(person=person, code="repeat_test") == chosen
    assert person.page_questions.count() == 1


def test_choose_question_refuses_an_empty_one():
    person = make_person()

    with pytest.raises(ValidationError) as refused:
        actions.choose_question(person=person, text="  ")

    assert list(refused.value.error_dict) == ["text"]
    assert person.page_questions.count() == 0


def test_unchoose_question_can_be_undone_with_its_words_and_place():
    person = make_person()
    own = actions.choose_question(person=person, text="May I travel? \U0001f642")
    actions.choose_question(person=person, code="repeat_test")

    actions.unchoose_question(question=own)
    left = [row.code for row in person.page_questions.kept()]
    actions.restore_question(question=own)

    assert left == ["repeat_test"]
    assert [row.text for row in person.page_questions.kept()] == ["May I travel? \U0001f642", ""]


def test_restore_question_chosen_again_meanwhile_stays_one():
    person = make_person()
    first = actions.choose_question(person=person, code="repeat_test")
    actions.unchoose_question(question=first)
    again = actions.choose_question(person=person, code="repeat_test")

    assert actions.restore_question(question=first) == again
    assert list(person.page_questions.kept()) == [again]


def test_choose_question_of_another_person_is_their_own():
    one, other = make_person(), make_person()
    actions.choose_question(person=one, code="repeat_test")

    chosen = actions.choose_question(person=other, code="repeat_test")

    assert list(other.page_questions.kept()) == [chosen]


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc"), ("c", True, "acb")],
)
def test_move_question_changes_places_with_its_neighbour(moved, up, order):
    person = make_person()
    rows = {text: actions.choose_question(person=person, text=text) for text in "abc"}

    actions.move_question(question=rows[moved], up=up)

    assert "".join(row.text for row in person.page_questions.kept()) == order


def test_move_question_taken_off_meanwhile_changes_nothing():
    person = make_person()
    rows = {text: actions.choose_question(person=person, text=text) for text in "abc"}
    actions.unchoose_question(question=rows["b"])

    actions.move_question(question=rows["b"], up=True)

    assert [(row.text, row.position) for row in person.page_questions.kept()] == [("a", 0), ("c", 1)]
