"""A sample waits until its result is entered, in whatever way that happens."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from cmlguide.records.actions.imports import import_rows
from cmlguide.records.actions.results import add_result, edit_result
from cmlguide.records.actions.rows import delete_row
from tests.factories import make_person, make_result, make_waiting_sample

pytestmark = pytest.mark.django_db
TAKEN_ON = date(2026, 11, 12)
NUMBER = {"value": Decimal("0.11"), "unit": "percent_is"}


@pytest.fixture(autouse=True)
def _evening():
    with time_machine.travel("2026-11-22 23:30Z", tick=False):
        yield


def done_on(person):
    return [row.done_on for row in person.waiting_samples.kept()]


@pytest.mark.parametrize(
    ("time_zone", "day"),
    [
        ("", date(2026, 11, 22)),
        ("UTC", date(2026, 11, 22)),
        ("Asia/Tokyo", date(2026, 11, 23)),
        ("America/Lima", date(2026, 11, 22)),
    ],
)
def test_add_result_of_that_day_ends_the_waiting_today(time_zone, day):
    person = make_person(time_zone=time_zone)
    make_waiting_sample(person)

    add_result(person=person, collected_on=TAKEN_ON, **NUMBER)

    assert done_on(person) == [day]
    assert person.changes.get(noun="waiting_sample", action="edited").before == {"done_on": None}


def test_add_result_of_another_day_or_person_ends_no_waiting():
    person, stranger = make_person(), make_person()
    make_waiting_sample(person)

    make_result(person, collected_on=date(2026, 11, 11))
    make_result(stranger, collected_on=TAKEN_ON)

    assert done_on(person) == [None]


def test_add_result_leaves_samples_that_are_done_or_deleted():
    person = make_person()
    make_waiting_sample(person, done_on=date(2026, 11, 14))
    deleted = delete_row(make_waiting_sample(person))

    make_result(person, collected_on=TAKEN_ON)

    deleted.refresh_from_db()
    assert (done_on(person), deleted.done_on) == ([date(2026, 11, 14)], None)


def test_edit_result_moved_to_that_day_ends_the_waiting():
    person = make_person()
    make_waiting_sample(person)
    result = make_result(person, collected_on=date(2026, 12, 11))
    edit_result(result=result, lab="City")
    before = done_on(person)

    edit_result(result=result, collected_on=TAKEN_ON)

    assert (before, done_on(person)) == ([None], [date(2026, 11, 22)])


def test_import_rows_ends_the_waiting_too():
    person = make_person()
    make_waiting_sample(person)

    rows = {"results": [{"collected_on": TAKEN_ON, **NUMBER}], "blood_counts": [{"collected_on": TAKEN_ON}]}
    import_rows(person=person, source="csv", sha256="0" * 64, rows=rows)

    assert done_on(person) == [date(2026, 11, 22)]
