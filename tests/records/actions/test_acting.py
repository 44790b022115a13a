import pytest

from cmlguide.records.actions.acting import acting_as, acting_user_id
from cmlguide.records.actions.rows import add_row, delete_row
from cmlguide.records.models import Allergy
from tests.factories import make_user


def test_nobody_acts_outside_of_a_request():
    assert acting_user_id() is None


def test_an_inner_hand_gives_way_to_the_outer_one_again():
    with acting_as(1):
        with acting_as(2):
            assert acting_user_id() == 2
        assert acting_user_id() == 1
    assert acting_user_id() is None


def test_a_fault_ends_it_too():
    with pytest.raises(KeyError), acting_as(1):
        raise KeyError
    assert acting_user_id() is None


def test_each_change_names_the_user(person):
    helper = make_user()
    row = add_row(Allergy, person=person, name="penicillin")

    with acting_as(helper.pk):
        delete_row(row)

    assert [(c.action, c.by) for c in person.changes.all()][-2:] == [("added", None), ("deleted", helper)]


def test_changes_stay_when_the_account_goes(person):
    helper = make_user()
    with acting_as(helper.pk):
        add_row(Allergy, person=person, name="penicillin")

    helper.delete()

    assert [(c.noun, c.by) for c in person.changes.all()][-1] == ("allergy", None)
