import pytest

from cmlguide.records.models import Person, User
from cmlguide.web.frame.access import Role
from cmlguide.web.words.people import MARKS, initial_of, marks_of, names_of, record_lines

OWNER, READER = User(pk=1, username="ann"), User(pk=2, username="bob")


def a_record(pk, name="", example="", owner=OWNER):
    person = Person(pk=pk, name=name, example=example, owner=owner)
    person.owner_name = owner.username  # as people_open_to gives it
    return person


def test_one_record_without_a_name_is_mine():
    assert names_of([a_record(4), a_record(9, example="rising", name="Kim (example)")]) == {
        4: "My record",
        9: "Kim (example)",
    }


def test_records_without_a_name_are_counted_in_the_order_they_were_begun():
    assert names_of([a_record(9), a_record(4, "Dad"), a_record(7, "  ")]) == {
        9: "Record 3",
        4: "Dad",
        7: "Record 2",
    }


@pytest.mark.parametrize(
    ("name", "initial"),
    [("Dad", "D"), ("élodie", "É"), ("  (Jo)", "J"), ("Record 2", "2"), ("玲", "玲"), ("…", "?"), ("ß", "S")],
)
def test_initial(name, initial):
    assert initial_of(name) == initial


def test_each_record_has_a_mark_of_its_own_while_there_are_enough():
    marks = marks_of([1, 7, 13, 2, 3, 4])

    assert sorted(marks.values()) == list(range(1, MARKS + 1))


def test_a_record_keeps_its_mark_when_others_are_begun():
    before = marks_of([3, 9])

    after = marks_of([3, 9, 15, 16])

    assert {key: after[key] for key in before} == before


def test_more_records_than_marks_all_have_one():
    assert set(marks_of(range(1, 15)).values()) == set(range(1, MARKS + 1))


def test_shared_record_says_whose_it_is_and_that_it_is_only_to_be_read():
    line = record_lines([a_record(4, "Dad")], READER, {4: Role.VIEW})[0]

    assert (line.shared, line.view_only, line.is_own) == ("Shared with you by ann", True, False)


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDIT])
def test_who_may_write_is_not_told_otherwise(role):
    assert record_lines([a_record(4)], OWNER, {4: role})[0].view_only is False


def test_own_record_is_not_said_to_be_shared():
    assert record_lines([a_record(4)], OWNER, {})[0].shared == ""
