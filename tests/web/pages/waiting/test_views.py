"""Waiting: a sample at the lab, what its result could mean, and the words before the number."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import edit_row
from tests.factories import make_medicine, make_person, make_result, make_user, make_waiting_sample

URL = reverse("waiting-list")


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to(date(2026, 11, 22))


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def kept(person):
    return [(row.taken_on, row.expected_on, row.lab) for row in person.waiting_samples.kept()]


def test_a_sample_needs_only_its_day(signed_in, person):
    answer = signed_in.post(reverse("waiting-add"), boxes("taken_on", date(2026, 11, 20)))

    assert answer.headers["Location"] == URL
    assert kept(person) == [(date(2026, 11, 20), None, "")]


def test_a_result_before_its_sample_is_asked_about(signed_in, person):
    typed = {**boxes("taken_on", date(2026, 11, 20)), **boxes("expected_on", date(2026, 11, 2))}

    answer = signed_in.post(reverse("waiting-add"), typed)

    assert (answer.status_code, kept(person)) == (422, [])
    assert "The result cannot come before the sample." in answer.content.decode()


def test_the_page_says_what_each_outcome_would_mean(signed_in, person):
    make_waiting_sample(person, expected_on=date(2026, 11, 20))

    page = signed_in.get(URL).content.decode()

    assert "Taken on 12 November 2026" in page
    assert "That day has passed." in page
    for words in (
        "Lower than last time",
        "About the same",
        "Higher than last time",
        "Not found",
        "No number",
    ):
        assert words in page


def test_the_result_of_the_day_ends_the_wait(signed_in, person):
    sample = make_waiting_sample(person)

    make_result(person, collected_on=sample.taken_on)

    assert "No sample is at the lab." in signed_in.get(URL).content.decode()


def test_a_sample_is_changed_deleted_and_put_back(signed_in, person):
    sample = make_waiting_sample(person)

    signed_in.post(
        reverse("waiting-edit", args=[sample.pk]), {**boxes("taken_on", date(2026, 11, 13)), "lab": "B"}
    )
    changed = kept(person)
    signed_in.post(reverse("waiting-delete", args=[sample.pk]))
    taken = kept(person)
    signed_in.post(reverse("waiting-restore", args=[sample.pk]))

    assert (changed, taken, kept(person)) == ([(date(2026, 11, 13), None, "B")], [], changed)


def test_the_number_waits_behind_a_tap_where_the_person_wants_it(signed_in, person):
    make_result(person, "0.11", collected_on=date(2026, 11, 12))
    before = signed_in.get(reverse("timeline")).content.decode()
    edit_person(person=person, read_first="meaning")

    page = signed_in.get(reverse("timeline")).content.decode()

    assert "Show me the number" not in before
    assert page.index("Show me the number") < page.index('<span class="number">0.11%</span>')


def test_the_page_of_the_result_keeps_the_number_behind_a_tap_too(signed_in, person):
    row = make_result(person, "0.11", collected_on=date(2026, 11, 12))
    address = reverse("result-show", args=[row.pk])
    before = signed_in.get(address).content.decode()
    edit_person(person=person, read_first="meaning")

    page = signed_in.get(address).content.decode()
    open_part = re.sub(
        r"<details class=\"later\">.*?</details>", "", page.partition("<main")[2], flags=re.DOTALL
    )

    assert "Show me the number" not in before
    assert page.index("Show me the number") < page.index('<span class="number">0.11%</span>')
    assert "Not now is a fine answer." in page
    assert "0.11" not in open_part


def test_outcomes_promise_nothing(signed_in, person):
    page = signed_in.get(URL).content.decode()

    assert [said for said in ("at work", "You go on", "as before") if said in page] == []
    assert "Do not stop or change anything before you ask." in page


def test_the_result_is_here_offers_the_day_and_the_lab_of_the_sample(signed_in, person):
    make_result(person, collected_on=date(2026, 6, 1), lab="Old lab")
    sample = make_waiting_sample(person, taken_on=date(2026, 11, 12), lab="City lab")
    address = f"{reverse('result-add')}?taken={sample.pk}"

    page, form = signed_in.get(URL).text, signed_in.get(address).context["form"]

    assert f'href="{address}"' in page
    assert [box["value"] for box in form["collected_on"].boxes] == ["12", "11", "2026"]
    assert form["lab"].value() == "City lab"


def test_a_strangers_sample_offers_nothing(signed_in, person):
    sample = make_waiting_sample(make_person(make_user()), taken_on=date(2026, 11, 12), lab="City lab")

    form = signed_in.get(reverse("result-add"), {"taken": sample.pk}).context["form"]

    assert [box["value"] for box in form["collected_on"].boxes] == ["", "", ""]
    assert form["lab"].value() == ""


def test_timeline_says_that_the_next_test_is_at_the_lab(signed_in, person):
    """Its usual time, or that it has passed, is not said of a test that was taken."""
    make_result(person, collected_on=date(2026, 6, 1))
    before = signed_in.get(reverse("timeline")).text
    make_waiting_sample(person, taken_on=date(2026, 11, 12), expected_on=date(2026, 11, 25))

    page = signed_in.get(reverse("timeline")).text

    usual = "<dt>Usual time for the next test</dt>"
    assert (usual in before, usual in page) == (True, False)
    assert (
        "<dt>At the lab since 12 November</dt><dd>result expected about 25\N{NO-BREAK SPACE}November</dd>"
        in page
    )
    assert f'<p><a class="action-link" href="{URL}">Waiting for a result</a></p>' in page


def test_without_treatment_the_outcomes_are_told_by_the_level_to_stay_at(signed_in, person):
    tablet = make_medicine(person, started_on=date(2016, 1, 4))
    on = signed_in.get(URL).text
    edit_row(tablet, stopped_on=date(2026, 8, 3), stop_reason="treatment_free_remission")

    off = signed_in.get(URL).text

    assert ("Lower than last time" in on, "Lower than last time" in off) == (True, False)
    assert ("Do not stop or change" in on, "Do not stop or change" in off) == (True, False)
    assert ("Tests and tablets stay" in off, "Do not start or change" in off) == (False, True)
    assert "<h3>Above 0.1%</h3><p>Call your team in the next few days." in off
