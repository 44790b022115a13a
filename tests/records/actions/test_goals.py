"""Goals, in the person's own order; the goal the engine reads is derived from them."""

import pytest

from cmlguide.records.actions.goals import (
    choose_goal,
    delete_goal,
    edit_goal,
    move_goal,
    restore_goal,
    unlisted_goal,
)
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.models import Person
from tests.factories import make_goal, make_person

pytestmark = pytest.mark.django_db


def followed(person):
    """The goal the engine reads."""
    return Person.objects.get(pk=person.pk).goal


def test_goal_of_the_person_follows_every_write():
    person = make_person()
    seen = [followed(person)]

    well = make_goal(person, "quality_of_life")
    seen.append(followed(person))
    stop = make_goal(person, "treatment_free_remission")
    seen.append(followed(person))
    for act in (delete_goal, restore_goal, delete_goal):
        act(goal=stop)
        seen.append(followed(person))
    delete_goal(goal=well)
    seen.append(followed(person))
    edit_goal(goal=make_goal(person, "own", text="Fly"), code="treatment_free_remission")
    seen.append(followed(person))

    assert seen == [
        "unset",
        "long_term_control",
        "treatment_free_remission",
        "long_term_control",
        "treatment_free_remission",
        "long_term_control",
        "unset",
        "treatment_free_remission",
    ]


def test_add_goal_puts_each_last_and_a_common_one_once():
    person = make_person()

    first = make_goal(person, "fewer_copies")
    own = [make_goal(person, "own", text="Hike again") for _ in range(2)]
    again = make_goal(person, "fewer_copies", text="said twice")

    assert again == first
    assert [(row.pk, row.position) for row in person.goals.kept()] == [
        (first.pk, 0),
        (own[0].pk, 1),
        (own[1].pk, 2),
    ]


def test_restore_goal_added_again_meanwhile_stays_one():
    person = make_person()
    first = delete_goal(goal=make_goal(person))
    again = make_goal(person)

    assert restore_goal(goal=first) == again
    assert list(person.goals.kept()) == [again]


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc")],
)
def test_move_goal_changes_places_with_its_neighbour(moved, up, order):
    person = make_person()
    rows = {text: make_goal(person, "own", text=text) for text in "abc"}

    move_goal(goal=rows[moved], up=up)

    assert "".join(row.text for row in person.goals.kept()) == order


def test_move_goal_taken_off_meanwhile_changes_nothing():
    person = make_person()
    rows = {text: make_goal(person, "own", text=text) for text in "abc"}
    delete_goal(goal=rows["b"])

    move_goal(goal=rows["b"], up=True)

    assert [(row.text, row.position) for row in person.goals.kept()] == [("a", 0), ("c", 1)]


def codes(person):
    return [row.code for row in person.goals.kept()]


@pytest.mark.parametrize(
    ("before", "chosen", "listed", "read_by"),
    [
        ([], "treatment_free_remission", ["treatment_free_remission"], "treatment_free_remission"),
        ([], "long_term_control", ["quality_of_life"], "long_term_control"),
        ([], "unset", [], "unset"),
        (["treatment_free_remission"], "long_term_control", ["quality_of_life"], "long_term_control"),
        (
            ["treatment_free_remission", "family_plans"],
            "long_term_control",
            ["family_plans"],
            "long_term_control",
        ),
        (["quality_of_life"], "unset", [], "unset"),
        (["family_plans", "quality_of_life"], "unset", ["family_plans"], "long_term_control"),
        (
            ["family_plans"],
            "treatment_free_remission",
            ["family_plans", "treatment_free_remission"],
            "treatment_free_remission",
        ),
    ],
)
def test_choose_goal_makes_the_list_say_it(before, chosen, listed, read_by):
    person = make_person()
    for code in before:
        make_goal(person, code)

    choose_goal(person=person, goal=chosen)

    assert (codes(person), followed(person)) == (listed, read_by)


@pytest.mark.parametrize(
    ("goal", "listed", "missing"),
    [
        ("treatment_free_remission", [], "treatment_free_remission"),
        ("treatment_free_remission", ["own"], "treatment_free_remission"),
        ("treatment_free_remission", ["treatment_free_remission"], ""),
        ("long_term_control", [], "quality_of_life"),
        ("long_term_control", ["own"], ""),
        ("unset", [], ""),
    ],
)
def test_unlisted_goal_is_what_a_list_from_elsewhere_lacks(goal, listed, missing):
    assert unlisted_goal(goal, listed) == missing


def test_goal_of_a_record_from_elsewhere_comes_first_and_is_not_lost_by_another_click():
    person = make_person(goal="treatment_free_remission")

    make_goal(person, "fewer_copies")

    assert (codes(person), followed(person)) == (
        ["treatment_free_remission", "fewer_copies"],
        "treatment_free_remission",
    )


def test_record_from_elsewhere_with_goals_gets_its_own_before_them():
    person = make_person()
    first = make_goal(person, "fewer_copies")
    edit_person(person=person, goal="treatment_free_remission")

    edit_goal(goal=first, talked_over=True)

    assert codes(person) == ["treatment_free_remission", "fewer_copies"]
