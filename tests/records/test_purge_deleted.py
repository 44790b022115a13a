"""`manage.py purge_deleted`."""

from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from cmlguide.records.actions.rows import delete_row
from tests.factories import make_person, make_result

pytestmark = pytest.mark.django_db


def test_purge_deleted_says_how_many_rows_went():
    person = make_person()
    rows = [make_result(person), make_result(person), make_result(person)]
    for row, day in zip(rows[:2], (1, 10), strict=True):
        with time_machine.travel(datetime(2026, 11, day, tzinfo=UTC), tick=False):
            delete_row(row)
    said = StringIO()

    with time_machine.travel(datetime(2026, 12, 5, tzinfo=UTC), tick=False):
        call_command("purge_deleted", stdout=said)

    assert said.getvalue() == "Purged 1 deleted rows.\n"
    assert list(person.results.order_by("pk")) == rows[1:]
