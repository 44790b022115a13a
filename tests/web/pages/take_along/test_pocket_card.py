"""The pocket card: what stands on it, and that nothing stands there that is not known."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.records.actions.persons import edit_person
from tests.factories import make_helper, make_medicine, make_mutation, make_result
from tests.signing_in import sign_in


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def card_of(client):
    return client.get(reverse("pocket-card")).context["card"]


def test_the_card_says_medicine_type_mutations_newest_level_and_whom_to_call(signed_in, person):
    edit_person(
        person=person,
        name="Robin",
        born_year=1961,
        transcript_name="e14a2",
        clinic_day_phone="555 01",
        pharmacy_phone="555 03",
    )
    make_medicine(person, started_on=date(2023, 1, 9), stopped_on=date(2025, 9, 7), dose="400 mg")
    make_medicine(person, medicine="dasatinib", started_on=date(2025, 9, 8), dose="100 mg")
    make_mutation(person, name="T315I")
    make_result(person, "0.11", collected_on=date(2026, 11, 12))

    card = card_of(signed_in)

    assert card.who == "Robin · born 1961"
    assert [(fact.label, fact.value) for fact in card.facts] == [
        ("Medicine", "dasatinib 100 mg"),
        ("Type of BCR::ABL1", "e14a2"),
        ("Mutations found", "T315I"),
        ("Newest level, 12 Nov 2026", "0.11% · International Scale · MR2.96"),
    ]
    assert [(phone.label, phone.shown) for phone in card.phones] == [
        ("Clinic, by day", "555 01"),
        ("Pharmacy", "555 03"),
    ]


def test_an_empty_record_makes_no_claim(signed_in, person):
    edit_person(person=person, name="", transcript="unknown", born_year=None)

    card = card_of(signed_in)

    assert (card.who, card.phones) == ("", ())
    assert [(fact.label, fact.value) for fact in card.facts] == [("Medicine", "not in the record")]
    assert "No number is here yet." in signed_in.get(reverse("pocket-card")).content.decode()


def test_a_medicine_to_come_is_not_on_the_card(signed_in, person):
    make_medicine(person, started_on=date(2026, 12, 1))

    assert card_of(signed_in).facts[0].value == "none at this time"


@pytest.mark.parametrize("name", ["pocket-card", "my-year"])
def test_both_pages_are_reached_from_prepare_and_more_in_few_queries(signed_in, person, name):
    make_medicine(person)
    make_result(person)
    for page in ("prepare", "more"):
        assert f'href="{reverse(name)}"' in signed_in.get(reverse(page)).content.decode()

    signed_in.get(reverse(name))
    with assertNumQueries(4):
        signed_in.get(reverse(name))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "treatment_free_remission",
            "none since 20 Jul 2026: a planned try without treatment. Before that imatinib.",
        ),
        ("pregnancy", "none since 20 Jul 2026. Before that imatinib."),
    ],
)
def test_without_a_tablet_the_card_says_since_when_and_if_it_was_planned(signed_in, person, reason, said):
    make_medicine(person, started_on=date(2016, 1, 4), stopped_on=date(2026, 7, 20), stop_reason=reason)

    assert card_of(signed_in).facts[0].value == said


def test_who_may_only_read_is_not_asked_to_change_what_the_card_says(settings, person, signed_in):
    settings.HOME_MODE, settings.HOSTED = False, True
    clients = [signed_in, *(sign_in(make_helper(person, role=role).user) for role in ("edit", "view"))]

    said = ["Change what it says about me" in client.get(reverse("pocket-card")).text for client in clients]

    assert said == [True, True, False]
