"""What is chosen for the page for the visit: kept in this browser, for this record and this day alone."""

from datetime import date

import pytest
from django.urls import reverse

from cmlguide.web.paper.choices import KEY
from tests.factories import make_helper, make_person, make_result
from tests.routes import kept_rows
from tests.signing_in import sign_in_and_look

URL = reverse("summary")
VISIT = {"visit_on_day": "25", "visit_on_month": "11", "visit_on_year": "2026"}
LAST_VISIT = {"last_visit_on_day": "10", "last_visit_on_month": "9", "last_visit_on_year": "2026"}


@pytest.fixture(autouse=True)
def late(time_machine):
    time_machine.move_to("2026-11-22 23:10Z")


@pytest.fixture
def robin(person):
    make_result(person, "0.11", collected_on=date(2026, 11, 12))
    return person


def choices_on(client):
    return client.get(URL).context["options"]


def test_the_way_to_the_page_names_no_choice(signed_in, robin):
    answer = signed_in.post(URL, {**VISIT, **LAST_VISIT, "large": "on", "hide_name": "on"})

    assert (answer.status_code, answer.url) == (302, URL)


def test_choices_stay_and_stand_in_the_form(signed_in, robin):
    signed_in.post(URL, {**VISIT, **LAST_VISIT, "large": "on"})

    page = signed_in.get(URL)

    options, boxes = page.context["options"], page.context["form"]["visit_on"].boxes
    assert (options.visit_on, options.last_visit_on) == (date(2026, 11, 25), date(2026, 9, 10))
    assert (options.large, options.hide_name) == (True, False)
    assert [box["value"] for box in boxes] == ["25", "11", "2026"]


def test_choices_in_an_address_count_for_nothing(signed_in, robin):
    page = signed_in.get(URL, {**VISIT, "large": "on"})

    assert page.status_code == 200
    assert page.context["options"].is_changed is False


def test_what_is_emptied_again_is_kept_no_longer(signed_in, robin):
    signed_in.post(URL, {**VISIT, "large": "on"})

    signed_in.post(URL, {})

    assert choices_on(signed_in).is_changed is False
    assert signed_in.session[KEY] == {}


def test_choices_count_until_the_day_is_over(signed_in, robin, time_machine):
    signed_in.post(URL, {**VISIT, "hide_name": "on"})

    time_machine.move_to("2026-11-22 23:59Z")
    same_day = choices_on(signed_in)
    time_machine.move_to("2026-11-23 00:01Z")

    assert same_day.visit_on == date(2026, 11, 25)
    assert choices_on(signed_in).is_changed is False


def test_choices_are_for_the_record_they_were_made_for(signed_in, robin, time_machine):
    other = make_person(owner=robin.owner, name="Dad")
    signed_in.post(URL, {**VISIT, "record": robin.pk})

    signed_in.post(reverse("person-open"), {"person": other.pk})
    for_other = choices_on(signed_in)
    signed_in.post(URL, {"large": "on", "record": other.pk})
    signed_in.post(reverse("person-open"), {"person": robin.pk})

    assert for_other.is_changed is False
    assert (choices_on(signed_in).visit_on, choices_on(signed_in).large) == (date(2026, 11, 25), False)


def test_choices_of_a_deleted_record_are_forgotten(signed_in, robin):
    signed_in.post(URL, VISIT)

    signed_in.post(reverse("delete-everything"), {"word": "delete"})

    assert signed_in.session.get(KEY, {}) == {}


def test_helper_who_reads_only_may_choose_and_changes_nothing(settings, robin):
    settings.HOME_MODE, settings.HOSTED = False, True
    client = sign_in_and_look(make_helper(robin, role="view").user)
    before = kept_rows(robin)

    answer = client.post(URL, {**VISIT, "record": robin.pk}, follow=True)

    assert answer.context["options"].visit_on == date(2026, 11, 25)
    assert "Show it like this" in answer.text
    assert kept_rows(robin) == before
