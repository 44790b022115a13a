from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from cmlguide.web.pages.blood_counts.page import COUNTS_A_PAGE
from tests.factories import make_blood_count, make_medicine, make_series

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def typed(**more):
    return {
        "collected_on_day": "12",
        "collected_on_month": "11",
        "collected_on_year": "2026",
        "wbc": "5.4",
        "wbc_unit": "10^9/L",
        **more,
    }


def test_list_says_which_goals_are_met_and_draws_the_charts(signed_in, person):
    make_blood_count(person, wbc=Decimal(180), collected_on=date(2025, 8, 29))
    make_blood_count(person, wbc=Decimal("5.4"), platelets=Decimal(470))

    response = signed_in.get(reverse("count-list"))

    newest = response.context["newest"]
    assert newest.when == "Blood counts from 4 December 2025"
    assert newest.sentences[:2] == ("1 of 5 blood count goals is met.", "1 is not met yet.")
    assert [line.day for line in response.context["lines"]] == ["4 Dec 2025", "29 Aug 2025"]
    assert (
        response.content.decode().count('<svg xmlns="http://www.w3.org/2000/svg" class="chart chart--') == 3
    )


def test_list_without_counts_says_how_to_begin(signed_in, person):
    response = signed_in.get(reverse("count-list"))

    assert (response.context["newest"], response.context["chart"]) == (None, None)
    assert "No blood counts yet." in response.content.decode()


def test_list_takes_few_queries(signed_in, person):
    make_medicine(person)
    make_series(person, ["62", "7.1"])
    for month in range(1, 13):
        make_blood_count(person, collected_on=date(2026, month, 1))
    signed_in.get(reverse("count-list"))

    with assertNumQueries(4):
        signed_in.get(reverse("count-list"))


def test_blood_count_is_added_in_its_own_units(signed_in, person):
    response = signed_in.post(
        reverse("count-add"),
        typed(wbc="5,400", wbc_unit="/uL", hemoglobin="132", hemoglobin_unit="g/L", wbc_range="4000-10000"),
        follow=True,
    )

    (row,) = person.blood_counts.kept()
    assert (str(row.wbc), str(row.hemoglobin), row.collected_on) == ("5.4", "13.2", date(2026, 11, 12))
    assert row.extra == {
        "lab_ranges": {"wbc": "4000-10000"},
        "letter_units": {"wbc": "/uL", "hemoglobin": "g/L"},
    }
    assert response.redirect_chain == [(reverse("count-list"), 302)]
    assert "lab&#x27;s range 4000-10000" in response.content.decode()
    assert [str(message) for message in response.context["messages"]] == [
        "Saved: White cells 5.4 x 10⁹/L; hemoglobin 13.2 g/dL."
    ]


def test_slip_of_the_unit_is_asked_once_and_the_answer_taken(signed_in, person):
    data = typed(hemoglobin="132", hemoglobin_unit="g/dL")

    asked = signed_in.post(reverse("count-add"), data)
    saved = signed_in.post(reverse("count-add"), {**data, "meant_hemoglobin": "g/L"})

    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Hemoglobin 132 g/dL is not a usual number. What does your letter say?" in page
    assert 'name="meant_hemoglobin" value="g/L"' in page
    assert 'value="132"' in page
    assert saved.status_code == 302
    assert str(person.blood_counts.get().hemoglobin) == "13.2"


def test_answer_as_typed_is_taken_too(signed_in, person):
    signed_in.post(reverse("count-add"), typed(wbc="5400", meant_wbc="as_typed"))

    assert str(person.blood_counts.get().wbc) == "5400"


def test_nothing_is_saved_without_a_number(signed_in, person):
    response = signed_in.post(reverse("count-add"), typed(wbc="", wbc_range="<4>"))

    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_wbc">Enter at least one number from your letter.' in page
    assert 'value="&lt;4&gt;"' in page
    assert person.blood_counts.count() == 0


def test_read_back_says_what_was_understood_and_saves_nothing(signed_in, person):
    response = signed_in.post(reverse("count-read-back"), typed(hemoglobin="132", hemoglobin_unit="g/L"))

    assert "<strong>White cells 5.4 x 10⁹/L; hemoglobin 13.2 g/dL.</strong>" in response.content.decode()
    assert person.blood_counts.count() == 0


def test_blood_count_is_changed_in_the_letters_units(signed_in, person):
    signed_in.post(reverse("count-add"), typed(wbc="5400", wbc_unit="/uL"))
    row = person.blood_counts.get()
    address = reverse("count-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, typed(wbc="5600", wbc_unit="/uL", spleen_felt="no"))

    row.refresh_from_db()
    assert 'value="5400"' in shown
    assert (str(row.wbc), row.spleen_felt) == ("5.6", False)


def make_low(person):
    make_medicine(person)
    make_series(person, ["62", "7", "0.8", "0.02"])
    make_blood_count(person, wbc=Decimal("0.9"), platelets=Decimal(21), collected_on=date(2026, 11, 12))


def test_a_low_count_has_its_card_above_all_else_and_no_goal_met_beside_it(signed_in, person):
    make_low(person)

    page = signed_in.get(reverse("count-list")).content.decode()

    assert page.index('id="count-alarm"') < page.index('id="counts-title"')
    assert "These goals only ask whether a count is too high" in page
    assert "blood count goals" not in page
    assert page.count('<span class="ladder-when">too low</span>') == 2
    assert '<span class="ladder-when">met</span>' not in page


@pytest.mark.parametrize("name", ["timeline", "prepare", "result-list"])
def test_the_card_stands_first_on_other_pages(signed_in, person, name):
    make_low(person)

    page = signed_in.get(reverse(name)).content.decode()

    assert page.count('id="count-alarm"') == 1
    assert page.split("<main")[1].split("<section")[1].startswith(' id="count-alarm"')
    assert page.index("Call your team today") < page.index("Your platelets are 21.")


def test_whom_to_call_stands_before_how_the_counts_moved(signed_in, person):
    """On a phone the number is on the first screen, and the history below it."""
    person.clinic_day_phone = "555 0142"
    person.save()
    make_low(person)

    page = signed_in.get(reverse("timeline")).content.decode()

    assert page.index('href="tel:5550142"') < page.index("It is the first in your record.")


def test_a_goal_that_is_too_low_is_told_in_words(signed_in, person):
    make_blood_count(person, wbc=Decimal("0.9"), collected_on=date(2025, 12, 4))  # too old to be judged

    newest = signed_in.get(reverse("count-list")).context["newest"]

    assert newest.sentences == (
        "0 of 5 blood count goals are met.",
        "1 is too low.",
        "4 are not known.",
        "Ask your team what they see.",
    )


def test_a_long_list_is_divided_into_pages(signed_in, person):
    for place in range(COUNTS_A_PAGE + 1):
        make_blood_count(person, collected_on=date(2024, 1, 1) + timedelta(days=place))

    first, second = (signed_in.get(reverse("count-list"), {"page": page}) for page in (1, 2))

    assert [len(page.context["lines"]) for page in (first, second)] == [COUNTS_A_PAGE, 1]
    assert ("?page=2" in first.text, "?page=1" in second.text) == (True, True)
