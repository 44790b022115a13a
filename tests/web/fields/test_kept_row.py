"""What was typed and what was saved, shown side by side in the words of the page."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from cmlguide.records.actions.rows import edit_row
from tests.factories import make_blood_count, make_diary_entry, make_marrow_test, make_visit
from tests.tabs import open_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def told(answer):
    return [(one.label, one.typed, one.saved) for one in answer.context["form"].meanwhile.differences]


def test_days_choices_ticks_and_empty_boxes_are_told_in_words(signed_in, person):
    entry = make_diary_entry(person, text="At night")
    tab = open_form(signed_in, reverse("diary-edit", args=[entry.pk]))
    edit_row(
        entry, happened_on=date(2026, 9, 2), severity="severe", gets_in_way_of=["work", "sleep"], text=""
    )

    answer = tab.fill(prints="on", until_on_day="5", until_on_month="9", until_on_year="2026").send()

    assert told(answer) == [
        ("Which day?", "1 September 2026", "2 September 2026"),
        ("Last day, if it lasted longer", "5 September 2026", "empty"),
        ("How bad was it?", "Mild", "Severe"),
        ("What does it get in the way of?", "empty", "Work, Sleep"),
        ("In my own words", "At night", "empty"),
        ("Show this on my page for the visit", "yes", "no"),
    ]


def test_a_number_written_another_way_is_no_difference(signed_in, person):
    count = make_blood_count(person, blasts_percent=Decimal("1.5"))
    tab = open_form(signed_in, reverse("count-edit", args=[count.pk]))
    edit_row(count, extra={"lab_ranges": {"wbc": "4 to 10"}})

    answer = tab.fill(blasts_percent="1,50", wbc_range="3.5 to 9").send()

    assert told(answer) == [("The lab’s own range: White cells (WBC)", "3.5 to 9", "4 to 10")]


def test_none_of_twenty_is_a_number_and_not_an_empty_box(signed_in, person):
    marrow = make_marrow_test(person)
    tab = open_form(signed_in, reverse("marrow-edit", args=[marrow.pk]))
    edit_row(marrow, ph_positive=0)

    answer = tab.fill(ph_positive="2").send()

    assert told(answer) == [("Cells with the Ph chromosome", "2", "0")]


def test_a_time_is_told_as_it_is_written(signed_in, person):
    visit = make_visit(person)
    tab = open_form(signed_in, reverse("visit-edit", args=[visit.pk]))
    edit_row(visit, visit_at=None)

    assert told(tab.fill(visit_at="10:15").send()) == [("Time", "10:15", "empty")]


def test_what_was_saved_is_shown_as_text_and_never_as_markup(signed_in, person):
    visit = make_visit(person)
    tab = open_form(signed_in, reverse("visit-edit", args=[visit.pk]))
    edit_row(visit, place="<b>North</b>")

    page = tab.fill(place="<i>South</i>").send().content.decode()

    assert '<dd class="pre-line">&lt;b&gt;North&lt;/b&gt;</dd>' in page
    assert '<dd class="pre-line">&lt;i&gt;South&lt;/i&gt;</dd>' in page
