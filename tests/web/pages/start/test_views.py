from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cmlguide.web.frame.setup import STEPS
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db
FIRST_DAY = {"started_on_day": "8", "started_on_month": "9", "started_on_year": "2025"}
DIAGNOSIS = {"diagnosed_on_day": "29", "diagnosed_on_month": "8", "diagnosed_on_year": "2025", "number": "62"}


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


@pytest.fixture
def newcomer():
    client = Client()
    client.force_login(make_user(username="newcomer"))
    return client


def own(client):
    return client.get("/start/").wsgi_request.user.people


def step(name):
    return reverse("start-step", args=[name])


def test_someone_without_a_record_is_led_to_start(newcomer):
    assert newcomer.get(reverse("timeline")).url == reverse("start")
    assert newcomer.get(step("goals")).url == reverse("start")


def test_five_steps_make_a_record(newcomer):
    begun = newcomer.post(reverse("start"))
    answers = [
        newcomer.post(step("diagnosis"), DIAGNOSIS),
        newcomer.post(step("medicine"), {"medicine": "imatinib", **FIRST_DAY}),
        newcomer.post(step("guideline"), {"guideline": "nccn-2024"}),
        newcomer.post(step("goals"), {"goal": "treatment_free_remission"}),
        newcomer.post(step("about-me"), {"name": "Robin", "country": "DE", "date_order": "dmy"}),
    ]

    person = own(newcomer).get()
    assert [begun.url, *(answer.url for answer in answers)] == [*map(step, STEPS), reverse("timeline")]
    assert (person.diagnosed_on, person.guideline, person.goal) == (
        date(2025, 8, 29), "nccn-2024", "treatment_free_remission",
    )  # fmt: skip
    assert [goal.code for goal in person.goals.kept()] == ["treatment_free_remission"]
    assert (person.name, person.country) == ("Robin", "DE")
    assert (person.results.get().value, person.results.get().baseline) == (Decimal(62), True)
    assert person.medicines.get().medicine == "imatinib"


def test_first_number_is_said_back_on_the_next_step_which_leads_nowhere_else(newcomer):
    newcomer.post(reverse("start"))

    next_step = newcomer.post(step("diagnosis"), DIAGNOSIS, follow=True).text

    assert "Saved: 62%" in next_step
    assert reverse("result-add") not in next_step.split("<main")[0]
    assert reverse("result-add") in newcomer.get(reverse("timeline")).text.split("<main")[0]


def test_each_step_can_be_skipped(newcomer):
    newcomer.post(reverse("start"))

    answers = [newcomer.post(step(name), {"skip": "1"}) for name in STEPS]

    person = own(newcomer).get()
    assert [answer.url for answer in answers] == [*map(step, STEPS[1:]), reverse("timeline")]
    assert (person.results.count(), person.medicines.count(), person.diagnosed_on) == (0, 0, None)
    assert newcomer.get(reverse("timeline")).status_code == 200


def test_step_with_a_problem_saves_nothing_and_keeps_what_was_typed(newcomer):
    newcomer.post(reverse("start"))

    response = newcomer.post(step("diagnosis"), {**DIAGNOSIS, "number": "1.234,5"})

    person = own(newcomer).get()
    assert response.status_code == 422
    assert 'value="1.234,5"' in response.content.decode()
    assert (person.diagnosed_on, person.results.count()) == (None, 0)


def test_start_a_year_before_the_diagnosis_is_asked_about_in_the_step(newcomer):
    newcomer.post(reverse("start"))
    newcomer.post(step("diagnosis"), DIAGNOSIS)
    typed = {"medicine": "imatinib", **FIRST_DAY, "started_on_year": "2024"}

    asked = newcomer.post(step("medicine"), typed)
    kept = own(newcomer).get().medicines.count()
    newcomer.post(step("medicine"), {**typed, "confirmed": asked.context["form"].token})

    assert (asked.status_code, kept) == (422, 0)
    assert "Your diagnosis is 29 August 2025 and this start is 8 September 2024. Is the year right?" in (
        asked.content.decode()
    )
    assert own(newcomer).get().medicines.get().started_on == date(2024, 9, 8)


def test_unknown_step_is_not_found(signed_in):
    assert signed_in.get(step("blood-type")).status_code == 404


def test_existing_record_is_gone_on_with(signed_in, person):
    response = signed_in.post(reverse("start"), {"person": person.pk})

    assert response.url == reverse("timeline")
    assert signed_in.session["person_id"] == person.pk


@pytest.mark.parametrize("chosen", ["0", "x", "stranger"])
def test_only_own_records_can_be_chosen(signed_in, chosen):
    pk = make_person().pk if chosen == "stranger" else chosen

    assert signed_in.post(reverse("start"), {"person": pk}).status_code == 404


@pytest.mark.parametrize("kind", ["doing_well", "just_above", "rising"])
def test_example_is_shown_and_marked(newcomer, kind):
    response = newcomer.post(reverse("example-show", args=[kind]), follow=True)

    person = own(newcomer).get()
    assert person.example == kind
    assert response.redirect_chain == [(reverse("timeline"), 302)]
    assert 'class="example-banner"' in response.content.decode()


def test_unknown_example_is_not_found(newcomer):
    assert newcomer.post(reverse("example-show", args=["cured"])).status_code == 404


def test_example_starts_again_as_it_was(newcomer):
    newcomer.post(reverse("example-show", args=["rising"]))
    count = own(newcomer).get().results.count()
    own(newcomer).get().results.first().delete()

    newcomer.post(reverse("example-reset"))

    assert own(newcomer).get().results.count() == count


def test_real_record_is_never_reset(signed_in, person):
    assert signed_in.post(reverse("example-reset")).status_code == 404


def test_steps_are_not_for_an_example(newcomer):
    newcomer.post(reverse("example-show", args=["rising"]))

    assert newcomer.get(step("diagnosis")).url == reverse("start")


@pytest.mark.parametrize(
    ("cookie", "computer", "zone"),
    [
        ("Pacific/Auckland", "", "Pacific/Auckland"),
        ("", "Europe/Berlin", "Europe/Berlin"),
        ("Pacific/Auckland", "Europe/Berlin", "Pacific/Auckland"),
        ("", "", ""),
    ],
)
def test_new_record_begins_in_the_zone_of_the_browser_or_the_computer(
    newcomer, settings, cookie, computer, zone
):
    settings.COMPUTER_ZONE = computer
    newcomer.cookies["cmlguide_zone"] = cookie

    newcomer.post(reverse("start"))

    assert own(newcomer).get().time_zone == zone


def test_last_step_asks_which_time_zone_where_the_country_has_several(newcomer):
    newcomer.post(reverse("start"))
    answers = {"name": "Aroha", "country": "NZ", "date_order": "dmy"}

    asked = newcomer.post(step("about-me"), {**answers, "time_zone": ""})
    said = newcomer.post(step("about-me"), {**answers, "time_zone": "Pacific/Auckland"})

    assert asked.status_code == 422
    assert "This country has more than one time zone." in asked.content.decode()
    assert (said.url, own(newcomer).get().time_zone) == (reverse("timeline"), "Pacific/Auckland")


def test_last_step_takes_the_one_time_zone_of_a_country(newcomer):
    newcomer.post(reverse("start"))

    newcomer.post(step("about-me"), {"country": "DE", "date_order": "dmy", "time_zone": ""})

    assert own(newcomer).get().time_zone == "Europe/Berlin"


def test_start_offers_to_bring_in_a_file_and_begins_a_record_for_it(newcomer):
    page = newcomer.get(reverse("start")).content.decode()

    response = newcomer.post(reverse("start"), {"bring_in": ""})

    assert "Import a file or paste a letter" in page
    assert (response.url, own(newcomer).count()) == (reverse("data"), 1)
    assert newcomer.get(response.url).status_code == 200


def test_start_brings_a_file_into_the_record_it_stands_beside(newcomer):
    newcomer.post(reverse("start"))
    newcomer.post(reverse("start"))
    first = own(newcomer).order_by("pk").first()

    response = newcomer.post(reverse("start"), {"bring_in": first.pk})

    assert (response.url, newcomer.session["person_id"]) == (reverse("data"), first.pk)
    assert own(newcomer).count() == 2


def test_start_brings_no_file_into_somebody_elses_record(newcomer):
    other = make_person()

    assert newcomer.post(reverse("start"), {"bring_in": other.pk}).status_code == 404


@pytest.mark.parametrize("name", ["timeline", "result-list"])
def test_empty_pages_offer_to_bring_in_a_file(newcomer, name):
    newcomer.post(reverse("start"))

    page = newcomer.get(reverse(name)).content.decode()

    assert f'<a class="action-link" href="{reverse("data")}">Import a file or paste a letter</a>' in page


def test_nothing_but_skip_and_back_leads_out_of_the_steps(signed_in, person):
    places = 'aria-label="Places"'

    assert places in signed_in.get(reverse("timeline")).text
    assert places not in signed_in.get(reverse("start-step", args=["diagnosis"])).text


def test_who_was_just_told_finds_the_first_weeks_before_any_record(newcomer):
    weeks = reverse("learn-topic", args=["first-weeks"])

    assert f'href="{weeks}"' in newcomer.get(reverse("start")).text
    assert "It is not the part of your blood that is ill." in newcomer.get(weeks).text
