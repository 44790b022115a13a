from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.records.actions.persons import edit_person
from tests.factories import make_mutation

DAY = {"found_on_day": "10", "found_on_month": "1", "found_on_year": "2026"}


def test_list_says_what_the_letter_said_beside_transcript_and_risk_score(signed_in, person):
    edit_person(person=person, transcript_name="e14a2", risk_score="ELTS low")
    make_mutation(person)
    make_mutation(person, name="F317L", resistance=None, found_on=date(2026, 2, 3))

    response = signed_in.get(reverse("mutation-list"))

    assert [(line.name, line.day) for line in response.context["lines"]] == [
        ("F317L", "found 3 Feb 2026"),
        ("T315I", "found 10 Jan 2026"),
    ]
    assert response.context["lines"][1].meaning.startswith("It matters for the choice of medicine")
    assert [fact.value for fact in response.context["facts"]] == ["e14a2", "ELTS low"]
    assert f'href="{reverse("about-me-cml")}"' in response.content.decode()


def test_list_takes_few_queries(signed_in, person):
    for month in range(1, 13):
        make_mutation(person, found_on=date(2026, month, 1))
    signed_in.get(reverse("mutation-list"))

    with assertNumQueries(4):
        signed_in.get(reverse("mutation-list"))


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), ("", None)])
def test_mutation_is_added(signed_in, person, answer, kept):
    response = signed_in.post(reverse("mutation-add"), {"name": "T315I", "resistance": answer, **DAY})

    (row,) = person.mutations.kept()
    assert response.url == reverse("mutation-list")
    assert (row.name, row.found_on, row.resistance) == ("T315I", date(2026, 1, 10), kept)


def test_mutation_without_a_name_comes_back_as_typed(signed_in, person):
    response = signed_in.post(reverse("mutation-add"), {"name": " ", "resistance": "yes", **DAY})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Enter its name as the letter writes it, like T315I." in page
    assert 'value="yes" checked' in page
    assert person.mutations.count() == 0


def test_mutation_is_changed(signed_in, person):
    row = make_mutation(person)
    address = reverse("mutation-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {"name": "F317L", "resistance": "no", **DAY})

    row.refresh_from_db()
    assert 'value="T315I"' in shown
    assert (row.name, row.resistance) == ("F317L", False)
