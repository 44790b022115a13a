"""Goals: chosen, written, ordered, talked over, taken off and put back; the engine's goal follows."""

import pytest
from django.test import Client
from django.urls import reverse

from cmlguide.records import actions
from cmlguide.records.models import Person
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(make_user())


@pytest.fixture
def client(person):
    browser = Client()
    browser.force_login(person.owner)
    return browser


def texts(person):
    return [(goal.code, goal.text) for goal in person.goals.kept()]


def engine_goal(person):
    return Person.objects.get(pk=person.pk).goal


def test_a_common_goal_is_chosen_once(client, person):
    for _ in range(2):
        client.post(reverse("goal-choose"), {"code": "fewer_copies"})

    assert (texts(person), engine_goal(person)) == ([("fewer_copies", "")], "long_term_control")


def test_treatment_free_remission_becomes_the_goal_results_are_read_by(client, person):
    client.post(reverse("goal-choose"), {"code": "treatment_free_remission"})

    assert engine_goal(person) == "treatment_free_remission"


def test_an_unknown_goal_is_not_found(client, person):
    assert client.post(reverse("goal-choose"), {"code": "win"}).status_code == 404


def test_an_own_goal_comes_back_unchanged(client, person):
    words = "To dance \U0001f483 <b>at</b> my son's wedding"

    client.post(reverse("goal-list"), {"text": words})

    assert texts(person) == [("own", words)]
    assert (
        "To dance \U0001f483 &lt;b&gt;at&lt;/b&gt; my son&#x27;s wedding"
        in client.get(reverse("goal-list")).content.decode()
    )


def test_an_empty_goal_is_asked_for(client, person):
    answer = client.post(reverse("goal-list"), {"text": " "})

    assert (answer.status_code, texts(person)) == (422, [])
    assert "Write your goal first." in answer.content.decode()


def test_goals_move_and_are_talked_over(client, person):
    first = actions.add_goal(person=person, code="fewer_copies")
    second = actions.add_goal(person=person, code="quality_of_life")

    client.post(reverse("goal-move", args=[second.pk]), {"to": "up"})
    client.post(reverse("goal-talk", args=[first.pk]), {"talked_over": "yes"})

    assert [(goal.pk, goal.talked_over) for goal in person.goals.kept()] == [
        (second.pk, False),
        (first.pk, True),
    ]


def test_a_goal_is_taken_off_and_put_back(client, person):
    goal = actions.add_goal(person=person, code="fewer_copies")

    client.post(reverse("goal-delete", args=[goal.pk]))
    taken = (texts(person), engine_goal(person))
    client.post(reverse("goal-restore", args=[goal.pk]))

    assert taken == ([], "unset")
    assert (texts(person), engine_goal(person)) == ([("fewer_copies", "")], "long_term_control")


@pytest.mark.parametrize("name", ["goal-choose", "goal-move", "goal-talk", "goal-delete", "goal-restore"])
def test_writes_only_take_post(client, person, name):
    args = [] if name == "goal-choose" else [actions.add_goal(person=person, code="fewer_copies").pk]

    assert client.get(reverse(name, args=args)).status_code == 405


@pytest.mark.parametrize("name", ["goal-move", "goal-talk", "goal-delete", "goal-restore"])
def test_a_strangers_goal_is_not_found(client, name):
    other = actions.add_goal(person=make_person(make_user()), code="fewer_copies")

    assert client.post(reverse(name, args=[other.pk])).status_code == 404
