from datetime import date

from django.urls import reverse

from cmlguide.records.actions.goals import add_goal
from cmlguide.records.models import Person
from tests.factories import make_medicine

WHOLE = {
    "phase": "chronic", "transcript": "typical", "guideline": "nccn-2024",
    "time_zone": "Europe/Berlin", "date_order": "mdy", "country": "DE", "clinic_day_phone": "+49 30 123",
}  # fmt: skip


def test_facts_are_saved(signed_in, person):
    born = {"born_on_day": "4", "born_on_month": "3", "born_on_year": "1961"}

    response = signed_in.post(reverse("about-me"), {**WHOLE, **born, "transcript_name": "e14a2"})

    person.refresh_from_db()
    assert response.url == reverse("about-me")
    assert (person.guideline, person.date_order) == ("nccn-2024", "mdy")
    assert (person.born_on, person.country, person.time_zone) == (date(1961, 3, 4), "DE", "Europe/Berlin")
    assert (person.clinic_day_phone, person.transcript_name) == ("+49 30 123", "e14a2")


def test_problem_comes_back_with_what_was_typed(signed_in, person):
    response = signed_in.post(reverse("about-me"), {**WHOLE, "name": "Robin", "born_year": "61"})

    person.refresh_from_db()
    assert response.status_code == 422
    assert '<a href="#id_born_year">' in response.content.decode()
    assert 'value="Robin"' in response.content.decode()
    assert person.guideline == ""


def test_diagnosis_a_year_after_the_first_medicine_is_asked_about_once(signed_in, person):
    make_medicine(person)
    day = {"diagnosed_on_day": "29", "diagnosed_on_month": "8", "diagnosed_on_year": "2026"}

    asked = signed_in.post(reverse("about-me"), {**WHOLE, **day})
    person.refresh_from_db()
    before = person.diagnosed_on
    signed_in.post(reverse("about-me"), {**WHOLE, **day, "confirmed": asked.context["form"].token})

    person.refresh_from_db()
    assert (asked.status_code, before, person.diagnosed_on) == (422, date(2025, 8, 29), date(2026, 8, 29))
    assert "this diagnosis is 29 August 2026. Is the year right?" in asked.content.decode()


def test_page_shows_what_is_known(signed_in, person):
    page = signed_in.get(reverse("about-me")).content.decode()

    assert 'name="diagnosed_on_day" value="29"' in page


def test_goals_are_shown_here_and_changed_on_their_own_page(signed_in, person):
    empty = signed_in.get(reverse("about-me")).context["goals"]
    add_goal(person=person, code="family_plans")
    add_goal(person=person, code="treatment_free_remission")
    signed_in.post(reverse("about-me"), {**WHOLE, "goal": "unset"})

    page = signed_in.get(reverse("about-me"))
    assert (empty.label, empty.texts) == ("My goal", ("not chosen yet",))
    assert (page.context["goals"].label, page.context["goals"].texts) == (
        "My goals",
        ("Planning a family", "A time without treatment (treatment-free remission)"),
    )
    assert f'href="{reverse("goal-list")}"' in page.content.decode()
    assert Person.objects.get(pk=person.pk).goal == "treatment_free_remission"
