"""Example people: created once, refreshed, reset; a real record never is."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cmlguide.records.actions.examples import reset_example, show_example
from cmlguide.records.actions.persons import edit_person
from cmlguide.records.models import Person
from tests.factories import make_person, make_result, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield


def newest_on(person):
    return person.results.kept().last().collected_on


@pytest.mark.parametrize(
    ("kind", "results", "medicines", "newest"),
    [
        ("doing_well", 16, 2, date(2026, 10, 30)),
        ("just_above", 6, 1, date(2026, 11, 12)),
        ("rising", 13, 2, date(2026, 11, 10)),
    ],
)
def test_show_example_makes_a_marked_person_with_a_recent_result(kind, results, medicines, newest):
    person = show_example(owner=make_user(), kind=kind, today=TODAY)

    assert (person.example, person.extra, person.record_extra) == (kind, {}, {})
    assert (person.results.kept().count(), person.medicines.kept().count()) == (results, medicines)
    assert newest_on(person) == newest


def test_show_example_again_shows_the_same_person_to_the_same_owner_only():
    owner, stranger = make_user(), make_user()
    person = show_example(owner=owner, kind="rising", today=TODAY)

    assert show_example(owner=owner, kind="rising", today=TODAY) == person
    assert show_example(owner=stranger, kind="rising", today=TODAY) != person
    assert Person.objects.count() == 2


def test_show_example_on_a_later_day_is_fresh_if_nobody_changed_it():
    owner = make_user()
    show_example(owner=owner, kind="just_above", today=TODAY)

    fresh = show_example(owner=owner, kind="just_above", today=date(2027, 11, 22))

    assert newest_on(fresh) == date(2027, 11, 12)
    assert list(owner.people.all()) == [fresh]


def test_show_example_on_a_later_day_keeps_what_someone_tried_out():
    owner = make_user()
    person = show_example(owner=owner, kind="just_above", today=TODAY)
    tried = make_result(person, "0.2", collected_on=TODAY)

    shown = show_example(owner=owner, kind="just_above", today=date(2027, 11, 22))

    assert shown == person
    assert shown.results.kept().last() == tried


def test_reset_example_undoes_everything_tried_out():
    owner = make_user()
    person = show_example(owner=owner, kind="just_above", today=TODAY)
    make_result(person, "0.2", collected_on=TODAY)
    edit_person(person=person, name="Me")

    fresh = reset_example(person=person, today=TODAY)

    assert (fresh.name, fresh.example, fresh.results.kept().count()) == ("Alex (example)", "just_above", 6)
    assert list(owner.people.all()) == [fresh]
    assert fresh.changes.count() == 0


def test_reset_example_never_touches_a_real_record():
    person = make_person()
    make_result(person)

    with pytest.raises(ValueError, match="only an example"):
        reset_example(person=person, today=TODAY)

    assert person.results.count() == 1


def test_show_example_refuses_a_kind_there_is_not():
    owner = make_user()

    with pytest.raises(ValueError, match="no example person"):
        show_example(owner=owner, kind="", today=TODAY)

    assert owner.people.count() == 0
