"""Deleted rows are removed for good after 30 days."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from cmlguide.records.actions.imports import import_rows, undo_import
from cmlguide.records.actions.purge import purge_deleted, purge_expired
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import delete_row, restore_row
from cmlguide.records.actions.sharing import invite_helper, note_look
from cmlguide.records.actions.visits import record_visit
from cmlguide.records.models import Change, GuestLink, Helper
from tests.factories import (
    make_blood_count,
    make_guest_link,
    make_helper,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_person,
    make_result,
    make_visit,
)

pytestmark = pytest.mark.django_db
DELETED_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("waited", "purged"),
    [
        (timedelta(days=30) - timedelta(seconds=1), 0),
        (timedelta(days=30), 0),
        (timedelta(days=30, seconds=1), 1),
    ],
)
def test_purge_expired_waits_thirty_days(waited, purged):
    person = make_person()
    row = make_result(person)
    with time_machine.travel(DELETED_AT, tick=False):
        delete_row(row)

    assert purge_expired(now=DELETED_AT + waited) == purged
    assert person.results.count() == 1 - purged


def test_purge_deleted_takes_every_noun_with_its_edit_history_and_nothing_else():
    person = make_person()
    kept = make_result(person)
    with time_machine.travel(DELETED_AT, tick=False):
        delete_row(make_medicine(person))
        delete_row(make_result(person))
        delete_row(make_blood_count(person))
        delete_row(make_marrow_test(person))
        delete_row(make_mutation(person))
        delete_row(choose_question(person=person, text="Why?"))

    purged = purge_deleted(before=DELETED_AT + timedelta(seconds=1))

    assert purged == 6
    assert list(person.results.all()) == [kept]
    assert [(change.noun, change.row_id) for change in Change.objects.order_by("pk")] == [
        ("person", person.pk),
        ("result", kept.pk),
    ]


def test_purge_deleted_takes_a_visit_with_its_answers_and_what_they_said():
    person = make_person()
    kept, gone = make_visit(person), make_visit(person)
    for visit in (kept, gone):
        record_visit(visit=visit, answers=[("", "May I travel?", "Yes.")])
    with time_machine.travel(DELETED_AT, tick=False):
        delete_row(gone)

    purged = purge_deleted(before=DELETED_AT + timedelta(seconds=1))

    assert purged == 2
    assert list(person.visits.all()) == [kept]
    assert [answer.visit for answer in person.answers.all()] == [kept]
    assert set(person.changes.filter(noun="answer").values_list("row_id", flat=True)) == {
        person.answers.get().pk
    }


def test_purge_deleted_takes_an_undone_import_and_leaves_a_row_of_it_restored_since():
    person = make_person()
    facts = {"collected_on": date(2026, 9, 7), "value": Decimal("0.1"), "unit": "percent_is"}
    batch = import_rows(person=person, source="csv", sha256="0" * 64, rows={"results": [facts, facts]})
    with time_machine.travel(DELETED_AT, tick=False):
        undo_import(batch=batch)
    kept = restore_row(person.results.first())

    purged = purge_deleted(before=DELETED_AT + timedelta(seconds=1))

    assert purged == 2
    assert [(row.pk, row.import_batch) for row in person.results.all()] == [(kept.pk, None)]
    assert person.import_batches.count() == 0


def test_purge_deleted_leaves_what_was_restored():
    person = make_person()
    row = make_result(person)
    with time_machine.travel(DELETED_AT, tick=False):
        restore_row(delete_row(row))

    assert purge_deleted(before=DELETED_AT + timedelta(days=99)) == 0
    assert list(person.results.kept()) == [row]


def test_what_is_known_of_sharing_goes_after_a_year():
    person, now = make_person(), datetime(2026, 11, 22, tzinfo=UTC)
    old, newer = make_guest_link(person), make_guest_link(person)
    GuestLink.objects.filter(pk=old.pk).update(expires_at=now - timedelta(days=365, seconds=1))
    GuestLink.objects.filter(pk=newer.pk).update(expires_at=now - timedelta(days=365))
    note_look(by=newer, page="shared-record", now=now - timedelta(days=365, seconds=1))
    note_look(by=newer, page="shared-results", now=now - timedelta(days=365))

    purge_expired(now=now)

    assert list(GuestLink.objects.all()) == [newer]
    assert list(person.looks.values_list("page", flat=True)) == ["shared-results"]


def test_invitation_nobody_took_up_goes_a_year_after_it_could_be():
    """Also one to help without an end: it has no day on which it would be over by itself."""
    person, now = make_person(), datetime(2026, 11, 22, tzinfo=UTC)
    asked = {"person": person, "name": "Ana", "role": "view", "lasts": None}
    invite_helper(now=now - timedelta(days=372, seconds=1), **asked)
    newer, _token = invite_helper(now=now - timedelta(days=372), **asked)
    taken_up = make_helper(person, now=now - timedelta(days=999))

    purge_expired(now=now)

    assert set(Helper.objects.all()) == {newer, taken_up}
