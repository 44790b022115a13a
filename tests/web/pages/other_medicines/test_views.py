from datetime import date

from django.urls import reverse

from tests.factories import make_other_medicine

FIRST_DAY = {"started_on_day": "8", "started_on_month": "9", "started_on_year": "2025"}


def test_list_shows_what_is_taken_now_first(signed_in, person):
    make_other_medicine(person, name="aspirin", dose="", stopped_on=date(2026, 8, 3))
    make_other_medicine(person, started_on=None)

    lines = signed_in.get(reverse("other-list")).context["lines"]

    assert [(line.name, line.dose, line.period, line.current) for line in lines] == [
        ("omeprazole", "20 mg", "", True),
        ("aspirin", "", "1 Aug 2026 to 3 Aug 2026", False),
    ]


def test_medicine_is_added_with_its_name_alone(signed_in, person):
    answer = signed_in.post(reverse("other-add"), {"name": "vitamin D"})

    (row,) = person.other_medicines.kept()
    assert answer.url == reverse("other-list")
    assert (row.name, row.dose, row.started_on, row.stopped_on) == ("vitamin D", "", None, None)


def test_medicine_that_ends_before_it_starts_comes_back_as_typed(signed_in, person):
    ends = {"stopped_on_day": "1", "stopped_on_month": "9", "stopped_on_year": "2025"}

    answer = signed_in.post(reverse("other-add"), {"name": "vitamin D", **FIRST_DAY, **ends})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The last day is before the first day. Check both dates." in page
    assert 'value="vitamin D"' in page
    assert person.other_medicines.count() == 0


def test_medicine_without_a_name_is_asked_for_it(signed_in, person):
    answer = signed_in.post(reverse("other-add"), {"name": " ", "dose": "20 mg"})

    assert "Enter the name on the box." in answer.content.decode()
    assert person.other_medicines.count() == 0


def test_medicine_is_changed(signed_in, person):
    row = make_other_medicine(person)
    address = reverse("other-edit", args=[row.pk])

    shown = signed_in.get(address).content.decode()
    signed_in.post(address, {"name": "omeprazole", "dose": "40 mg", **FIRST_DAY})

    row.refresh_from_db()
    assert 'value="20 mg"' in shown
    assert (row.dose, row.started_on) == ("40 mg", date(2025, 9, 8))
