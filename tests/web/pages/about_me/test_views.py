from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.records.actions.goals import add_goal
from cmlguide.records.actions.persons import edit_person
from cmlguide.web.pages.about_me.form import AboutMeForm
from cmlguide.web.pages.about_me.page import PARTS
from tests.factories import make_medicine

CML = {"phase": "chronic", "transcript": "typical", "transcript_name": "e14a2"}
CARE = {"guideline": "nccn-2024", "clinic_day_phone": "+49 30 123"}
PERSON = {"time_zone": "Europe/Berlin", "date_order": "mdy", "country": "DE"}


def facts_of(response):
    return {str(fact.label): fact.said for one in response.context["parts"] for fact in one.facts}


def test_every_fact_stands_in_one_part():
    fields = [name for part in PARTS.values() for name in part.fields]

    assert sorted(fields) == sorted(AboutMeForm.base_fields.keys() - {"confirmed"})


def test_each_part_is_saved_and_leads_back_to_what_is_known(signed_in, person):
    born = {"born_on_day": "4", "born_on_month": "3", "born_on_year": "1961"}

    answers = [
        signed_in.post(reverse(f"about-me-{part}"), typed)
        for part, typed in (("cml", CML), ("care", CARE), ("person", {**PERSON, **born}))
    ]

    person.refresh_from_db()
    assert [answer.url for answer in answers] == [reverse("about-me")] * 3
    assert (person.guideline, person.date_order) == ("nccn-2024", "mdy")
    assert (person.born_on, person.country, person.time_zone) == (date(1961, 3, 4), "DE", "Europe/Berlin")
    assert (person.clinic_day_phone, person.transcript_name) == ("+49 30 123", "e14a2")


def test_a_part_leaves_the_others_as_they_are(signed_in, person):
    edit_person(person=person, risk_score="ELTS low", clinic_day_phone="555 01")

    signed_in.post(reverse("about-me-person"), {**PERSON, "name": "Robin"})

    person.refresh_from_db()
    assert (person.name, person.risk_score, person.clinic_day_phone) == ("Robin", "ELTS low", "555 01")


def test_problem_comes_back_with_what_was_typed(signed_in, person):
    response = signed_in.post(
        reverse("about-me-person"), {**PERSON, "date_order": "ymd", "name": "Robin", "born_year": "61"}
    )

    person.refresh_from_db()
    assert response.status_code == 422
    assert '<a href="#id_born_year">' in response.content.decode()
    assert 'value="Robin"' in response.content.decode()
    assert person.date_order != "ymd"


def test_diagnosis_a_year_after_the_first_medicine_is_asked_about_once(signed_in, person):
    make_medicine(person)
    day = {"diagnosed_on_day": "29", "diagnosed_on_month": "8", "diagnosed_on_year": "2026"}
    form = reverse("about-me-cml")

    asked = signed_in.post(form, {**CML, **day})
    person.refresh_from_db()
    before = person.diagnosed_on
    signed_in.post(form, {**CML, **day, "confirmed": asked.context["form"].token})

    person.refresh_from_db()
    assert (asked.status_code, before, person.diagnosed_on) == (422, date(2025, 8, 29), date(2026, 8, 29))
    assert "this diagnosis is 29 August 2026. Is the year right?" in asked.content.decode()


def test_form_shows_what_is_known(signed_in, person):
    page = signed_in.get(reverse("about-me-cml")).content.decode()

    assert 'name="diagnosed_on_day" value="29"' in page


def test_what_is_known_is_read_in_words(signed_in, person):
    edit_person(
        person=person, country="DE", agreed_percent_is=Decimal("0.5"), born_year=1961, transcript="unknown"
    )

    facts = facts_of(signed_in.get(reverse("about-me")))

    assert facts["Day of diagnosis"] == "29 August 2025"
    assert facts["Country"] == "Germany"
    assert facts["The level we agreed on, in % (IS)"] == "0.5%"
    assert facts["Year of birth"] == "1961"
    assert facts["Type of BCR::ABL1"] == ""
    edit_person(person=person, born_on=date(1961, 3, 4))
    assert facts["Which guideline does your team use?"].startswith("Not sure. Then we use ELN 2020")
    assert "Year of birth" not in facts_of(signed_in.get(reverse("about-me")))


def test_reading_takes_few_queries(signed_in, person):
    signed_in.get(reverse("about-me"))

    with assertNumQueries(5):
        signed_in.get(reverse("about-me"))


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_reached(signed_in, part):
    assert f'href="{reverse(f"about-me-{part}")}"' in signed_in.get(reverse("about-me")).content.decode()


def test_goals_are_shown_here_and_changed_on_their_own_page(signed_in, person):
    empty = signed_in.get(reverse("about-me")).context["goals"]
    add_goal(person=person, code="family_plans")
    add_goal(person=person, code="treatment_free_remission")

    page = signed_in.get(reverse("about-me"))
    assert (empty.label, empty.texts) == ("My goal", ("not chosen yet",))
    assert (page.context["goals"].label, page.context["goals"].texts) == (
        "My goals",
        ("Planning a family", "A time without treatment (treatment-free remission)"),
    )
    assert f'href="{reverse("goal-list")}"' in page.content.decode()
