"""Goals: chosen, written, ordered, talked over, removed and restored; the engine's goal is derived."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.models import Person
from tests.factories import make_helper, make_medicine, make_person, make_result, make_user
from tests.signing_in import sign_in

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
    first = add_goal(person=person, code="fewer_copies")
    second = add_goal(person=person, code="quality_of_life")

    client.post(reverse("goal-move", args=[second.pk]), {"to": "up"})
    client.post(reverse("goal-talk", args=[first.pk]), {"talked_over": "yes"})

    assert [(goal.pk, goal.talked_over) for goal in person.goals.kept()] == [
        (second.pk, False),
        (first.pk, True),
    ]


def test_a_goal_is_taken_off_and_put_back(client, person):
    goal = add_goal(person=person, code="fewer_copies")

    client.post(reverse("goal-delete", args=[goal.pk]))
    taken = (texts(person), engine_goal(person))
    client.post(reverse("goal-restore", args=[goal.pk]))

    assert taken == ([], "unset")
    assert (texts(person), engine_goal(person)) == ([("fewer_copies", "")], "long_term_control")


def light_green(person, today):
    """0.5% after a year on treatment, read by NCCN: light green."""
    edit_person(person=person, guideline="nccn-2024", transcript="typical", phase="chronic")
    make_medicine(person, started_on=today - timedelta(days=430))
    make_result(person, "0.5", collected_on=today - timedelta(days=5))


def read_on_timeline(client):
    """The chip of the newest result, and the stressed level in words."""
    page = client.get(reverse("timeline"))
    return str(page.context["page"].newest.chip.words), page.context["chart"].goal


def test_the_goal_decides_how_light_green_is_read_and_which_level_is_stressed(client, person, time_machine):
    today = date(2026, 11, 22)
    time_machine.move_to(today)
    light_green(person, today)
    nccn = "(NCCN, as restated in open papers 2020-2024)."

    read = [read_on_timeline(client)]
    client.post(reverse("goal-choose"), {"code": "fewer_copies"})
    read.append(read_on_timeline(client))
    client.post(reverse("goal-choose"), {"code": "treatment_free_remission"})
    read.append(read_on_timeline(client))
    tfr = person.goals.kept().get(code="treatment_free_remission")
    client.post(reverse("goal-move", args=[tfr.pk]), {"to": "up"})
    read.append(read_on_timeline(client))
    client.post(reverse("goal-delete", args=[tfr.pk]))
    read.append(read_on_timeline(client))

    assert read == [
        ("On track", f"The usual goal now: 1% or less {nccn}"),
        ("On track", f"Your goal now: 1% or less {nccn}"),
        ("Worth asking about", f"Your goal now: 0.1% or less {nccn}"),
        (
            "Worth asking about",
            (
                "Your goal is a time without treatment. The line marks MR4.0, where the deep "
                "levels start. If and when to try it is for you and your team to decide."
            ),
        ),
        ("On track", f"Your goal now: 1% or less {nccn}"),
    ]


def test_a_record_from_elsewhere_is_asked_about_its_goal_once(client, person):
    edit_person(person=person, goal="treatment_free_remission")

    asked = client.get(reverse("goal-list")).context["page"].disagreement
    client.post(reverse("goal-choose"), {"code": asked.code})

    assert asked.button == "Add to my goals"
    assert (texts(person), engine_goal(person)) == (
        [("treatment_free_remission", "")],
        "treatment_free_remission",
    )
    assert client.get(reverse("goal-list")).context["page"].disagreement is None


def test_a_list_that_results_are_not_read_by_is_named(client, person):
    add_goal(person=person, code="treatment_free_remission")
    edit_person(person=person, goal="long_term_control")

    page = client.get(reverse("goal-list"))
    client.post(reverse("goal-choose"), {"code": page.context["page"].disagreement.code})

    assert "Your results are not read by this goal yet" in page.content.decode()
    assert engine_goal(person) == "treatment_free_remission"


def test_the_level_agreed_on_stands_on_the_page_with_its_day(client, person):
    none_yet = client.get(reverse("goal-list")).context["page"].agreed
    Person.objects.filter(pk=person.pk).update(agreed_percent_is=Decimal("0.5"), agreed_on=date(2026, 6, 1))

    page = client.get(reverse("goal-list"))

    assert none_yet == ""
    assert "The level we agreed on: 0.5% or less (1 Jun 2026)." in page.text


def test_who_may_only_read_sees_no_card_for_own_words(settings, client, person):
    settings.HOME_MODE, settings.HOSTED = False, True
    clients = [client, *(sign_in(make_helper(person, role=role).user) for role in ("edit", "view"))]

    said = ["In my own words" in one.get(reverse("goal-list")).text for one in clients]

    assert said == [True, True, False]
