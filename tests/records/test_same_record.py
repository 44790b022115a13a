"""A record file that is opened twice makes only one record."""

from decimal import Decimal

import pytest

from cmlguide.records.actions.results import edit_result
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.judged import history_of
from cmlguide.records.same_record import find_record_with
from milestones.history import History
from tests.factories import make_diary_entry, make_medicine, make_person, make_result

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    person = make_person(name="Robin")
    make_medicine(person)
    make_result(person, "0.0030")
    make_diary_entry(person)
    return person


def test_record_that_holds_all_of_the_file_is_found(robin):
    other = make_person()
    make_result(other, "0.5")

    assert find_record_with([other, robin], history_of(robin)) == robin


def test_older_file_is_held_by_the_record_that_went_on(robin):
    file = history_of(robin)
    make_result(robin, "0.0020")

    assert find_record_with([robin], file) == robin


@pytest.mark.parametrize("change", ["delete", "edit", "diary"])
def test_file_with_anything_the_record_has_no_more_is_another(robin, change):
    file = history_of(robin)
    if change == "delete":
        delete_row(robin.results.get())
    elif change == "edit":
        edit_result(result=robin.results.get(), value=Decimal("0.3"))
    else:
        delete_row(robin.diary_entries.get())

    assert find_record_with([robin], file) is None


def test_empty_file_is_no_record_of_anybody(robin):
    assert find_record_with([robin], History()) is None
