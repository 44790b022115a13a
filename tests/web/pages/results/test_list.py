from datetime import date

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.web.pages.results.page import RESULTS_A_PAGE
from tests.factories import make_medicine, make_result, make_series


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def test_list_is_newest_first_with_its_verdicts(signed_in, person):
    make_medicine(person)
    make_series(person, ["62", "7.1", "0.84"])

    lines = signed_in.get(reverse("result-list")).context["lines"]

    assert [(line.number, line.level, str(line.chip.words)) for line in lines] == [
        ("0.84%", "CCyR level", "At its goal"),
        ("7.1%", "EMR", "At its goal"),
        ("62%", "above EMR", "Your start"),
    ]


def test_each_line_says_how_it_moved_and_stands_under_its_year(signed_in, person):
    make_medicine(person)
    make_result(person, "0.2", collected_on="2025-11-10", lab="City")
    make_result(person, "0.3", collected_on="2026-02-10", lab="City")

    response = signed_in.get(reverse("result-list"))

    assert [(line.year, line.change.short, line.in_short) for line in response.context["lines"]] == [
        (2026, "× 1.5", "CCyR level · 1.5 times as high, within the wobble · City"),
        (2025, "", "CCyR level · City"),
    ]
    page = response.content.decode()
    assert page.index(">2026</th>") < page.index("10 Feb 2026") < page.index(">2025</th>")


def test_one_verdict_for_all_is_said_once_and_takes_no_column(signed_in, person):
    make_series(person, ["62", "7.1"])

    without_medicine = signed_in.get(reverse("result-list"))
    make_medicine(person)
    with_medicine = signed_in.get(reverse("result-list"))

    assert str(without_medicine.context["shared_chip"].words) == "Cannot be compared yet"
    assert without_medicine.content.decode().count("Cannot be compared yet") == 1
    assert "By itself</th>" not in without_medicine.content.decode()
    assert with_medicine.context["shared_chip"] is None
    assert "By itself</th>" in with_medicine.content.decode()


def test_result_to_come_is_listed_but_not_counted(signed_in, person):
    make_result(person, collected_on="2027-01-01")

    (line,) = signed_in.get(reverse("result-list")).context["lines"]

    assert str(line.chip.words) == "Not counted yet"


def test_empty_list_says_how_to_begin(signed_in):
    page = signed_in.get(reverse("result-list")).content.decode()

    assert "No results yet." in page


def test_long_list_comes_in_pages(signed_in, person):
    make_series(person, ["0.05"] * (RESULTS_A_PAGE + 1), days=7)

    first = signed_in.get(reverse("result-list")).context["lines"]
    second = signed_in.get(reverse("result-list"), {"page": 2}).context["lines"]
    beyond = signed_in.get(reverse("result-list"), {"page": "x"}).context["lines"]

    assert (len(first), len(second), len(beyond)) == (RESULTS_A_PAGE, 1, RESULTS_A_PAGE)


def test_list_and_page_need_few_queries(signed_in, person):
    make_medicine(person)
    rows = make_series(person, ["0.05"] * 60, days=7)

    for address in (reverse("result-list"), reverse("result-show", args=[rows[30].pk])):
        signed_in.get(address)
        with assertNumQueries(4):
            signed_in.get(address)


def test_page_of_one_result_says_goal_category_and_how(signed_in, person):
    make_medicine(person)
    rows = make_series(person, ["62", "7.1"])

    response = signed_in.get(reverse("result-show", args=[rows[1].pk]))

    page, how = response.context["page"], response.context["how"]
    assert (
        page.beside[0] == "This is the test for the 3-month checkpoint. The usual goal there is 10% or less."
    )
    assert "optimal" in page.beside[1]
    assert how.steps[0] == "We read this result as 7.1%."
    assert how.row == "ELN 2020, 3-month checkpoint"
    assert '<details class="more-fields how">' in response.content.decode()


def test_page_of_a_result_to_come_has_nothing_to_explain(signed_in, person):
    row = make_result(person, collected_on=date(2030, 1, 7))

    response = signed_in.get(reverse("result-show", args=[row.pk]))

    assert response.context["how"] is None
    assert "The reason is above." in response.content.decode()


def test_a_rise_without_treatment_is_not_hidden_behind_no_checkpoint(signed_in, person):
    make_medicine(
        person,
        started_on=date(2016, 1, 4),
        stopped_on=date(2026, 5, 15),
        stop_reason="treatment_free_remission",
    )
    for day, value in ((date(2026, 5, 1), "0.002"), (date(2026, 8, 1), "0.002"), (date(2026, 11, 1), "0.2")):
        make_result(person, value, collected_on=day)

    lines = signed_in.get(reverse("result-list")).context["lines"]

    assert [str(line.chip.words) for line in lines] == [
        "Talk to your team soon",
        "No checkpoint for this",
        "At its goal",
    ]


def test_a_number_from_before_a_tablet_still_to_come_is_your_start(signed_in, person):
    make_medicine(person, started_on=date(2026, 12, 3))
    make_result(person, "87", collected_on=date(2026, 11, 12), baseline=True)

    lines = signed_in.get(reverse("result-list")).context["lines"]

    assert [str(line.chip.words) for line in lines] == ["Your start"]
