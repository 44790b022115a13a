"""An import is saved, undone and redone as a whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.actions.imports import import_rows, redo_import, undo_import
from cmlguide.records.actions.rows import delete_row
from cmlguide.records.models import ImportBatch
from tests.factories import make_person, make_result

pytestmark = pytest.mark.django_db
ROWS = {
    "results": [
        {
            "collected_on": date(2026, 9, 7),
            "value": Decimal("0.0740"),
            "unit": "percent_is",
            "imported_from": "row 2",
        },
        {"collected_on": date(2026, 11, 12), "value": Decimal("0.11"), "unit": "percent_is"},
    ],
    "blood_counts": [{"collected_on": date(2026, 9, 7), "wbc": Decimal("5.1")}],
    "treatments": [{"medicine": "imatinib", "started_on": date(2025, 9, 8)}],
}


def bring_in(person, rows=ROWS):
    return import_rows(person=person, source="csv", sha256="a" * 64, rows=rows)


def counts(person):
    return [nouns.kept().count() for nouns in (person.results, person.blood_counts, person.medicines)]


def test_import_rows_saves_every_row_with_its_batch_and_place():
    person = make_person()

    batch = bring_in(person)

    assert (batch.source, batch.sha256, list(person.import_batches.kept())) == ("csv", "a" * 64, [batch])
    assert counts(person) == [2, 1, 1]
    assert [(row.import_batch, str(row.value), row.imported_from) for row in person.results.kept()] == [
        (batch, "0.0740", "row 2"),
        (batch, "0.11", ""),
    ]
    assert person.changes.filter(action="added", noun="result").count() == 2


def test_import_rows_is_all_or_nothing():
    person = make_person()
    rows = {**ROWS, "treatments": [{"medicine": " ", "started_on": date(2025, 9, 8)}]}

    with pytest.raises(ValidationError) as refused:
        bring_in(person, rows)

    assert list(refused.value.error_dict) == ["medicine"]
    assert (counts(person), ImportBatch.objects.count()) == ([0, 0, 0], 0)


def test_undo_import_takes_its_rows_and_no_other():
    person = make_person()
    own = make_result(person, "0.05", collected_on=date(2026, 10, 1))
    batch = bring_in(person)

    undo_import(batch=batch)

    assert counts(person) == [1, 0, 0]
    assert (list(person.results.kept()), list(person.import_batches.kept())) == ([own], [])


def test_redo_import_leaves_what_was_deleted_before_the_undo():
    person = make_person()
    batch = bring_in(person)
    delete_row(person.results.kept().first())

    redo_import(batch=undo_import(batch=batch))

    assert counts(person) == [1, 1, 1]
    assert list(person.import_batches.kept()) == [batch]


def test_undo_and_redo_work_from_objects_read_before():
    person = make_person()
    bring_in(person)
    early, late = person.import_batches.get(), person.import_batches.get()

    undo_import(batch=early)
    undo_import(batch=late)
    undone = counts(person)
    redo_import(batch=person.import_batches.get())
    redo_import(batch=late)

    assert (undone, counts(person)) == ([0, 0, 0], [2, 1, 1])


def test_long_import_takes_few_queries(person, django_assert_max_num_queries):
    days = [date(2000, 1, 1) + timedelta(days=number) for number in range(50)]
    listed = [{"collected_on": day, "value": Decimal("0.1"), "unit": "percent_is"} for day in days]

    with django_assert_max_num_queries(10):
        import_rows(person=person, source="csv", sha256="0" * 64, rows={"results": listed})

    assert [row.collected_on for row in person.results.kept()] == days
    assert person.changes.filter(noun="result", action="added").count() == len(days)
