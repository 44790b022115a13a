"""What happens next: the page about the first year, with a start in the future, today, or long past."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_medicine, make_person, make_result, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def person():
    return make_person(make_user())


@pytest.fixture
def page_of(client, person, time_machine):
    time_machine.move_to(TODAY)
    client.force_login(person.owner)
    return lambda: client.get(reverse("first-year")).context["page"]


def test_a_start_ahead_tells_its_day_and_the_first_checkpoint(page_of, person):
    make_medicine(person, started_on=TODAY + timedelta(days=1))

    page = page_of()

    assert page.lead == (
        "You start imatinib on 23 November. Until then there is nothing to compare. Your first "
        "checkpoint is by 23 February: the usual goal is 10% or less."
    )
    assert [(step.week, step.title) for step in page.steps] == [
        ("Week 1", "Your first day of imatinib"),
        ("Week 14", "The 3-month checkpoint"),
        ("Week 26", "The 6-month checkpoint"),
        ("Week 40", "A test at month 9"),
        ("Week 53", "The 12-month checkpoint"),
    ]
    assert [step.is_next for step in page.steps] == [True, False, False, False, False]
    assert page.today_x is None


def test_each_checkpoint_has_the_levels_of_the_persons_guideline_quoted_and_named(page_of, person):
    make_medicine(person, started_on=TODAY)

    assert page_of().steps[2].goal == "The usual goal: 1% or less."
    assert page_of().steps[2].bands == (
        "1% or less. In the words of ELN 2020: “optimal”.",
        "more than 1%, up to 10%. In the words of ELN 2020: “warning”.",
        "more than 10%. In the words of ELN 2020: “failure”.",
    )
    assert page_of().steps[3].goal == "No checkpoint of its own. It shows if your number keeps falling."


def test_a_test_taken_is_told_and_the_one_after_it_comes_next(page_of, person):
    make_medicine(person, started_on=TODAY - timedelta(days=100))
    make_result(person, "120", collected_on=TODAY - timedelta(days=103), baseline=True)
    make_result(person, "7.1", collected_on=TODAY - timedelta(days=10))

    page = page_of()

    assert page.lead == "You started imatinib on 14 August 2026. This is week 15."
    assert page.steps[0].goal == "Your starting number is 120%."
    assert [step.done for step in page.steps] == ["started", "tested on 12 Nov 2026: 7.1%", "", "", ""]
    assert [step.is_next for step in page.steps] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("days", "facts", "why"),
    [
        (None, {}, "Add your CML tablet"),
        (400, {}, "Your first year is behind you."),
        (30, {"phase": "blast"}, "The usual checkpoints are not made for the blast phase."),
    ],
)
def test_without_a_plan_the_page_says_why(page_of, person, days, facts, why):
    for name, value in facts.items():
        setattr(person, name, value)
    person.save()
    if days is not None:
        make_medicine(person, started_on=TODAY - timedelta(days=days))

    page = page_of()

    assert (page.steps, page.lead) == ((), "")
    assert page.why_none.startswith(why)
    assert page.wants_medicine is (days is None)


def test_the_page_is_linked_until_month_twelve_and_from_start_and_learn(client, page_of, person):
    make_medicine(person, started_on=TODAY - timedelta(days=365))
    link = f'href="{reverse("first-year")}"'
    at_the_end = link in client.get(reverse("timeline")).text
    person.medicines.update(started_on=TODAY - timedelta(days=366))

    assert at_the_end
    assert link not in client.get(reverse("timeline")).text
    assert link in client.get(reverse("start-step", args=["about-me"])).text
    assert link in client.get(reverse("learn")).text


def test_the_year_of_a_later_medicine_begins_from_the_last_number_before_it(page_of, person):
    switched_on = TODAY - timedelta(days=30)
    make_result(person, "60", collected_on=TODAY - timedelta(days=600), baseline=True)
    make_result(person, "14", collected_on=switched_on)
    make_result(person, "9", collected_on=TODAY)
    before = {"stopped_on": switched_on, "stop_reason": "working_less_well"}
    make_medicine(person, started_on=TODAY - timedelta(days=590), **before)
    make_medicine(person, medicine="dasatinib", started_on=switched_on)

    assert page_of().steps[0].goal == "The last number before it: 14%, on 23 Oct 2026."
