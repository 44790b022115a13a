"""Goals, in the person's own order; the one the engine reads follows."""

import pytest

from cmlguide.records import actions
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
    for act in (actions.delete_goal, actions.restore_goal, actions.delete_goal):
        act(goal=stop)
        seen.append(followed(person))
    actions.delete_goal(goal=well)
    seen.append(followed(person))
    actions.edit_goal(goal=make_goal(person, "own", text="Fly"), code="treatment_free_remission")
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
    first = actions.delete_goal(goal=make_goal(person))
    again = make_goal(person)

    assert actions.restore_goal(goal=first) == again
    assert list(person.goals.kept()) == [again]


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [("b", True, "bac"), ("b", False, "acb"), ("a", True, "abc"), ("c", False, "abc")],
)
def test_move_goal_changes_places_with_its_neighbour(moved, up, order):
    person = make_person()
    rows = {text: make_goal(person, "own", text=text) for text in "abc"}

    actions.move_goal(goal=rows[moved], up=up)

    assert "".join(row.text for row in person.goals.kept()) == order


def test_move_goal_taken_off_meanwhile_changes_nothing():
    person = make_person()
    rows = {text: make_goal(person, "own", text=text) for text in "abc"}
    actions.delete_goal(goal=rows["b"])

    actions.move_goal(goal=rows["b"], up=True)

    assert [(row.text, row.position) for row in person.goals.kept()] == [("a", 0), ("c", 1)]
