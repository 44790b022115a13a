"""It is known what a helper entered or changed; the owner's own entries are not marked."""

import pytest

from cmlguide.records.actions.acting import acting_as
from cmlguide.records.actions.rows import edit_row
from cmlguide.records.hands import hands_of
from tests.factories import make_helper, make_medicine, make_person, make_result

pytestmark = pytest.mark.django_db


def marks(person):
    return {row: (hand.name, hand.entered) for row, hand in hands_of(person).items()}


def test_own_rows_are_not_marked(person):
    with acting_as(person.owner_id):
        make_result(person)
    make_medicine(person)  # nobody's: a command

    assert marks(person) == {}


def test_row_a_helper_entered_bears_the_name_the_owner_gave_them(person):
    helper = make_helper(person, name="My daughter")

    with acting_as(helper.user_id):
        result = make_result(person)

    assert marks(person) == {("result", str(result.pk)): ("My daughter", True)}


def test_row_a_helper_changed_says_so(person):
    helper, medicine = make_helper(person), make_medicine(person)

    with acting_as(helper.user_id):
        edit_row(medicine, dose="300 mg")

    assert marks(person) == {("medicine", str(medicine.pk)): ("Ana", False)}


def test_name_given_for_another_record_is_not_told(person):
    helper = make_helper(person, name="Nosy")
    other = make_person()

    with acting_as(helper.user_id):
        result = make_result(other)

    assert marks(other) == {("result", str(result.pk)): ("", True)}


def test_hands_cost_one_query(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        hands_of(person)
