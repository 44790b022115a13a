from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cmlguide.records.actions.rows import edit_row, last_change
from tests.factories import make_medicine
from tests.tabs import open_form

FIRST_DAY = {"started_on_day": "8", "started_on_month": "9", "started_on_year": "2025"}


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def token_in(answer):
    return answer.context["form"].token


def test_list_shows_dose_dates_and_why_it_ended(signed_in, person):
    make_medicine(person, stopped_on=date(2026, 3, 1), stop_reason="side_effects")
    make_medicine(person, medicine="dasatinib", dose="100 mg", started_on=date(2026, 3, 2))

    lines = signed_in.get(reverse("medicine-list")).context["lines"]

    assert [(line.name, line.dose, line.period, line.why, line.current) for line in lines] == [
        ("dasatinib", "100 mg", "since 2 Mar 2026", "", True),
        ("imatinib", "400 mg once a day", "8 Sep 2025 to 1 Mar 2026", "side effects", False),
    ]


def test_months_that_go_on_are_asked_about_only_after_another_medicine(signed_in, person):
    first = signed_in.get(reverse("medicine-add")).text
    make_medicine(person)
    second = signed_in.get(reverse("medicine-add")).text

    assert ["keep_clock" in page for page in (first, second)] == [False, True]


def test_medicine_is_added(signed_in, person):
    response = signed_in.post(
        reverse("medicine-add"), {"medicine": "imatinib", "dose": "400 mg", **FIRST_DAY}
    )

    (row,) = person.medicines.kept()
    assert response.url == reverse("medicine-list")
    assert (row.medicine, row.dose, row.started_on, row.tki) == ("imatinib", "400 mg", date(2025, 9, 8), None)


def test_medicine_that_ends_before_it_starts_comes_back_as_typed(signed_in, person):
    ends = {"stopped_on_day": "1", "stopped_on_month": "9", "stopped_on_year": "2025"}

    response = signed_in.post(
        reverse("medicine-add"), {"medicine": "imatinib", "dose": "400 mg", **FIRST_DAY, **ends}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "The last day is before the first day. Check both dates." in page
    assert 'value="400 mg"' in page
    assert person.medicines.count() == 0


def test_medicine_is_changed(signed_in, person):
    row = make_medicine(person)
    address = reverse("medicine-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {"medicine": "imatinib", "dose": "300 mg", "keep_clock": "yes", **FIRST_DAY})

    row.refresh_from_db()
    assert 'value="400 mg once a day"' in shown
    assert (row.dose, row.keep_clock) == ("300 mg", True)


def test_start_in_a_wrong_year_is_asked_about_once_and_a_yes_saves_it(signed_in, person):
    typed = {"medicine": "imatinib", "dose": "400 mg", **FIRST_DAY, "started_on_year": "2027"}

    asked = signed_in.post(reverse("medicine-add"), typed)
    kept = person.medicines.count()
    saved = signed_in.post(reverse("medicine-add"), {**typed, "confirmed": token_in(asked)})

    page = asked.content.decode()
    assert (asked.status_code, kept) == (422, 0)
    assert "8 September 2027 is in the future. Is the first day right?" in page
    assert 'value="400 mg"' in page
    assert f'name="confirmed" value="{token_in(asked)}"' in page
    assert (saved.status_code, person.medicines.get().started_on) == (302, date(2027, 9, 8))


def test_changed_date_is_asked_about_like_a_new_one(signed_in, person):
    row = make_medicine(person)
    typed = {"medicine": "imatinib", **FIRST_DAY, "started_on_year": "2027"}

    asked = signed_in.post(reverse("medicine-edit", args=[row.pk]), typed)
    row.refresh_from_db()
    before = row.started_on
    signed_in.post(reverse("medicine-edit", args=[row.pk]), {**typed, "confirmed": token_in(asked)})

    row.refresh_from_db()
    assert (asked.status_code, before, row.started_on) == (422, date(2025, 9, 8), date(2027, 9, 8))


def test_every_change_of_a_medicine_can_be_undone(signed_in, person):
    row = make_medicine(person, stopped_on=date(2026, 1, 2), stop_reason="paused")
    before = {
        name: getattr(row, name) for name in ("medicine", "dose", "started_on", "stopped_on", "stop_reason")
    }
    changed = signed_in.post(
        reverse("medicine-edit", args=[row.pk]),
        {"medicine": "dasatinib", "dose": "100 mg", **FIRST_DAY, "started_on_month": "10"},
        follow=True,
    )
    undo = f"{reverse('medicine-undo', args=[row.pk])}?change={last_change(row).pk}"

    signed_in.post(undo)

    row.refresh_from_db()
    assert f'action="{undo}"' in changed.text
    assert {name: getattr(row, name) for name in before} == before


def test_undo_takes_back_the_change_it_was_offered_for_and_no_later_one(signed_in, person):
    row = make_medicine(person, dose="400 mg")
    edit_row(row, dose="300 mg")
    undo = f"{reverse('medicine-undo', args=[row.pk])}?change={last_change(row).pk}"
    edit_row(row, dose="600 mg")

    answer = signed_in.post(undo, follow=True)

    row.refresh_from_db()
    assert row.dose == "600 mg"
    assert "It was changed again since then. Nothing is undone." in answer.text


def test_a_save_that_changed_nothing_offers_no_undo_of_an_older_change(signed_in, person):
    row = make_medicine(person, dose="300 mg once a day")
    edit_row(row, dose="400 mg once a day")
    here = reverse("medicine-edit", args=[row.pk])

    open_form(signed_in, here).send()

    assert reverse("medicine-undo", args=[row.pk]) not in signed_in.get(reverse("medicine-list")).text


def test_an_added_medicine_can_be_undone(signed_in, person):
    answer = signed_in.post(reverse("medicine-add"), {"medicine": "imatinib", **FIRST_DAY}, follow=True)
    (row,) = person.medicines.kept()

    assert f'action="{reverse("medicine-delete", args=[row.pk])}"' in answer.text


def test_undo_of_a_medicine_never_changed_changes_nothing(signed_in, person):
    row = make_medicine(person)

    signed_in.post(reverse("medicine-undo", args=[row.pk]))

    assert person.medicines.kept().get().dose == row.dose
