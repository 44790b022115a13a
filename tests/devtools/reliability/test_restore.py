"""A few people with a row of every kind, put back on the other database; and what is told apart."""

import json
from dataclasses import replace

import pytest

from cmlguide.devtools.reliability.restore import (
    Restored,
    find_differences,
    restore_from,
    write_rows,
)
from cmlguide.devtools.reliability.row_digests import _digests
from cmlguide.records.models import Change, Letter, Result
from tests.devtools.test_throwaway_postgresql import needs_postgresql
from tests.factories import make_import, make_result

ONE = Restored("SQLite", "PostgreSQL", 1000, 123_456, 1000, 2000, 20_000, 12.34)


@needs_postgresql
def test_every_row_of_postgresql_comes_back_on_sqlite():
    """The other way round, and each database on itself: tests/backups, and `prove` in full."""
    said = []

    (done,) = restore_from("postgresql", ["sqlite"], 2, seed=13, say=said.append)

    assert said == [f"PostgreSQL put back on SQLite: {done.rows} rows, all equal"]
    assert (done.people, done.letters) == (2, 2)
    assert min(done.deleted, done.changes) > 0


@pytest.mark.parametrize(
    ("after", "differences"),
    [
        ({"a": {"1": "x", "2": "y"}}, []),
        ({"a": {"1": "x"}}, ["1 rows of a are gone, the first is 2"]),
        ({"a": {"1": "x", "2": "y", "3": "z"}}, ["1 rows of a are new, the first is 3"]),
        ({"a": {"1": "x", "2": "z"}}, ["1 rows of a differ, the first is 2"]),
        ({}, ["2 rows of a are gone, the first is 1"]),
    ],
)
def test_a_row_that_is_not_the_same_is_named(after, differences):
    assert list(find_differences({"a": {"1": "x", "2": "y"}}, after)) == differences


def digests_of(model):
    return [digest for _number, digest in _digests(model)]


def test_digests_tell_apart_what_looks_alike(person):
    first, second = make_result(person, "0.10"), make_result(person, "0.1")
    Result.objects.update(created_at=first.created_at, note="")
    alike = dict(_digests(Result))

    assert alike[str(first.pk)] != alike[str(second.pk)]


def test_digests_take_keys_of_json_in_any_order_and_bytes_as_they_are(person):
    row = make_result(person)
    Letter.objects.create(batch=make_import(person), is_pdf=False, content=b"\x00\xff")
    changes = []
    for before in ('{"a": "1", "b": "2"}', '{"b": "2", "a": "1"}', '{"a": "1", "b": "3"}'):
        Change.objects.filter(row_id=row.pk, noun="result").update(before=json.loads(before))
        changes.append(digests_of(Change))

    assert changes[0] == changes[1] != changes[2]
    before = digests_of(Letter)
    Letter.objects.update(content=b"\x00\xfe")
    assert digests_of(Letter) != before


def test_figures_have_a_row_for_each_restore():
    assert list(write_rows([ONE, replace(ONE, put_back_on="SQLite")]))[2:] == [
        "| SQLite | PostgreSQL | 1,000 | 123,456 | 1,000 | 2,000 | 20,000 | 12.3 MB |",
        "| SQLite | SQLite | 1,000 | 123,456 | 1,000 | 2,000 | 20,000 | 12.3 MB |",
    ]
