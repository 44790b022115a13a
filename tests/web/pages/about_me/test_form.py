from datetime import date
from decimal import Decimal

import pytest

from cmlguide.web.pages.about_me.form import AboutMeForm
from tests.factories import make_person

WHOLE = {
    "phase": "chronic",
    "transcript": "typical",
    "guideline": "",
    "time_zone": "Europe/Berlin",
    "date_order": "dmy",
    "country": "DE",
}


def test_everything_else_may_stay_empty(person):
    form = AboutMeForm(WHOLE, person=person)

    assert form.is_valid(), form.errors
    assert (form.to_save()["country"], form.to_save()["diagnosed_on"], form.to_save()["born_year"]) == (
        "DE",
        None,
        None,
    )


def test_level_agreed_on_is_kept_with_its_day_as_it_was_typed(person):
    day = {"agreed_on_day": "1", "agreed_on_month": "6", "agreed_on_year": "2026"}

    form = AboutMeForm({**WHOLE, "agreed_percent_is": "<0,50", **day}, person=person)

    assert form.is_valid(), form.errors
    assert (str(form.to_save()["agreed_percent_is"]), form.to_save()["agreed_on"]) == (
        "0.50",
        date(2026, 6, 1),
    )


def test_level_agreed_on_comes_back_into_its_box(person):
    person.agreed_percent_is = Decimal("0.50")

    assert AboutMeForm(person=person)["agreed_percent_is"].value() == "0.50"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"born_year": "60"}, "born_year"),
        ({"born_year": "abc"}, "born_year"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"guideline": "eln-1999"}, "guideline"),
        ({"born_on_day": "31", "born_on_month": "2", "born_on_year": "1960"}, "born_on"),
    ],
)
def test_problem_stands_at_its_field(person, typed, field):
    assert list(AboutMeForm({**WHOLE, **typed}, person=person).errors) == [field]


def test_part_of_the_form_saves_only_that_part(person):
    form = AboutMeForm({"guideline": "nccn-2024"}, person=person, only=("guideline",))

    assert form.is_valid(), form.errors
    assert form.to_save() == {"guideline": "nccn-2024"}


def test_dates_stand_in_the_persons_order(db):
    form = AboutMeForm(person=make_person(date_order="mdy", born_on=date(1961, 3, 4)))

    assert [box["value"] for box in form["born_on"].boxes] == ["3", "4", "1961"]


def test_time_zone_left_empty_is_that_of_the_country(person):
    form = AboutMeForm({**WHOLE, "time_zone": ""}, person=person)

    assert form.is_valid(), form.errors
    assert form.to_save()["time_zone"] == "Europe/Berlin"


def test_country_of_several_time_zones_asks_which_and_offers_only_those(person):
    form = AboutMeForm({**WHOLE, "country": "NZ", "time_zone": ""}, person=person)

    assert list(form.errors) == ["time_zone"]
    assert [zone for zone, words in form.fields["time_zone"].choices] == [
        "",
        "Pacific/Auckland",
        "Pacific/Chatham",
    ]


def test_neither_country_nor_time_zone_is_no_error(person):
    form = AboutMeForm({**WHOLE, "country": "", "time_zone": ""}, person=person)

    assert form.is_valid(), form.errors
    assert form.to_save()["time_zone"] == ""


def test_zone_of_the_browser_is_chosen_already(person):
    person.zone_here = "Pacific/Auckland"

    assert AboutMeForm(person=person)["time_zone"].value() == "Pacific/Auckland"
