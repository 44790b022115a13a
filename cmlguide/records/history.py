"""Converts rows to a History and back, so that the engine judges exactly what is stored."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, DateField, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import JSONObject

from cmlguide.records.extra_lists import ANSWERS, read_lists, write_lists
from cmlguide.records.extra_lists import LISTS as EXTRA_LISTS
from cmlguide.records.extras import read_extras, write_extras
from cmlguide.records.fields import ExactDecimalField
from cmlguide.records.models import Answer, BloodCount, MarrowTest, Medicine, Mutation, Person, Result
from milestones import history as engine
from milestones.months_without import follow_without

MODELS: dict[str, type[Any]] = {
    "person": Person,
    "treatments": Medicine,
    "results": Result,
    "blood_counts": BloodCount,
    "marrow": MarrowTest,
    "mutations": Mutation,
    **EXTRA_LISTS,
    ANSWERS: Answer,
}
VALUES: dict[str, type[Any]] = {
    "person": engine.PersonFacts,
    "treatments": engine.Treatment,
    "results": engine.Result,
    "blood_counts": engine.BloodCount,
    "marrow": engine.Marrow,
    "mutations": engine.Mutation,
}
ENTRIES = tuple(name for name in VALUES if name != "person")
LISTS = tuple(name for name in MODELS if name != "person")
NOBODY = -1
AS_IN_JSON = (CharField, IntegerField, TextField)
AS_TEXT = (CharField, TextField)
READERS: dict[type[Any], Callable[[Any], Any]] = {
    BooleanField: bool,
    DateField: date.fromisoformat,
    ExactDecimalField: Decimal,
}
NOT_IN_FILES = ("person", "created_at", "deleted_at", "import_batch")

Facts = Mapping[str, Any]


def is_without_treatment(person: Person, today: date) -> bool:
    """Whether no CML tablet is taken on `today` after one was, and nothing in its place.

    For a page that shows no result: from the medicines alone, in one short query."""
    rows = person.medicines.kept().values(*_columns_of("treatments"))
    treatments = tuple(_entry("treatments", row) for row in rows)
    without = follow_without(engine.History(person=_person_facts(person), treatments=treatments), today)
    return without is not None and not without.tablet_only


def write_history(person: Person, rows: Mapping[str, list[dict[str, Any]]]) -> engine.History:
    """All that the person entered and did not delete; each entry's `key` is its row's pk. `rows` are those of
    `read_rows`.

    Facts only this product keeps are in `extra` (see `extras.py` and `extra_lists.py`), so a file written
    from it is complete.
    """
    return engine.History(
        person=_person_facts(person),
        extra=write_lists(person.record_extra, rows),
        **{name: tuple(_entry(name, row) for row in rows[name]) for name in ENTRIES},
    )


def rows_of(history: engine.History) -> tuple[Person, dict[str, list[Any]]]:
    """An unsaved Person without an owner, and their unsaved rows by list name; unknown keys are kept.

    The engine's lists come in the History's order, then those found in its `extra`, visits before answers.
    """
    listed, record_extra = read_lists(history.extra)
    person = _person(history.person, record_extra)
    rows = {name: [_row(name, entry, person) for entry in getattr(history, name)] for name in ENTRIES}
    for row in (row for rows_of_one in listed.values() for row in rows_of_one):
        row.person = person
    return person, {**rows, **listed}


def _person(facts: engine.PersonFacts, record_extra: dict[str, Any]) -> Person:
    ours, unknown = read_extras(Person, facts.extra)
    if facts.born_year is None and "born_on" in ours:
        del ours["born_on"]  # the year would be taken from it, but the file says there is none
        unknown["born_on"] = facts.extra["born_on"]
    return Person(**_columns("person", facts), **ours, extra=unknown, record_extra=record_extra)


def ask_for_rows(person: Person) -> list[tuple[str, str]]:
    """Every kept row as (name of its list, JSON). One query for all nouns."""
    sql, values = _write_query(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk if value == NOBODY else value for value in values])
        return list(cursor.fetchall())


def read_rows(found: Iterable[tuple[str, str]]) -> Mapping[str, list[dict[str, Any]]]:
    """Column to value of every row that `ask_for_rows` found, by list name."""
    written: dict[str, list[str]] = defaultdict(list)
    for name, row in found:
        written[name].append(row)
    return defaultdict(list, {name: [*_read(name, rows)] for name, rows in written.items()})


def _read(name: str, written: list[str]) -> list[dict[str, Any]]:
    """The rows of one list, each from its JSON; decoded in one go, as there may be hundreds."""
    rows: list[dict[str, Any]] = json.loads(f"[{','.join(written)}]")
    readers = _readers_of(name)
    for row in rows:
        for column, read in readers:
            if (value := row[column]) is not None:
                row[column] = read(value)
    return rows


@cache
def _readers_of(name: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How to convert values back from JSON, for the columns that need it. In rows that become engine values,
    "" becomes None where the engine uses None for "not said"."""
    columns = _columns_of(name).items()
    readers = [(column, _reader_of(field)) for column, field in columns if not isinstance(field, AS_IN_JSON)]
    texts = _facts_of(name)[1] if name in ENTRIES else ()
    return (*readers, *((column, _text_or_none) for column in texts))


def _text_or_none(text: str) -> str | None:
    return text or None


def _reader_of(field: Any) -> Callable[[Any], Any]:
    """The field's own way to read text. Where that allows for what only people write, its plain equal: a
    long record has thousands of dates and numbers, and the database gives back what was checked before."""
    return READERS.get(type(field), field.to_python)


@cache
def _write_query(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL and its values, with NOBODY for the person. Cached:
    building it takes longer than running it."""
    first, *others = (_select(name) for name in LISTS)
    query = first.union(*others, all=True).order_by().query  # else Django 6 orders by the model
    return query.sql_with_params()


def _select(name: str) -> QuerySet[Any, Any]:
    as_json = JSONObject(**{column: column for column in _columns_of(name)})
    rows = MODELS[name].objects.kept().filter(person=NOBODY)
    return rows.order_by().values_list(Value(name), as_json)


@cache
def _columns_of(name: str) -> dict[str, Any]:
    """The columns stored in a record file, by name."""
    return {
        field.name: field for field in MODELS[name]._meta.concrete_fields if field.name not in NOT_IN_FILES
    }


@cache
def _facts_of(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts of an engine value, and those of them that are text in a row and may be None here."""
    specs = [spec for spec in fields(VALUES[name]) if spec.name not in ("key", "extra")]
    columns = _columns_of(name)
    texts = (spec for spec in specs if spec.default is None and isinstance(columns.get(spec.name), AS_TEXT))
    return tuple(spec.name for spec in specs), tuple(spec.name for spec in texts)


def _entry(name: str, row: dict[str, Any]) -> Any:
    row["key"], row["extra"] = str(row["id"]), write_extras(MODELS[name], row)
    return VALUES[name](*_arguments_of(name)(row))


@cache
def _arguments_of(name: str) -> Callable[[Facts], tuple[Any, ...]]:
    """Takes an engine value's arguments from a row, all in one go: a record may have hundreds of rows."""
    return itemgetter(*(spec.name for spec in fields(VALUES[name])))


def _person_facts(person: Person) -> engine.PersonFacts:
    columns = _columns_of("person").items()
    row = {column: getattr(person, column) for column, field in columns if not field.is_relation}
    names, none_if_empty = _facts_of("person")
    facts: dict[str, Any] = {
        fact: None if fact in none_if_empty and row[fact] == "" else row[fact] for fact in names
    }
    if facts["born_year"] is None and person.born_on is not None:
        facts["born_year"] = person.born_on.year
    return engine.PersonFacts(**facts, extra=write_extras(Person, row))


def _row(name: str, entry: engine.Entry, person: Person) -> Any:
    ours, unknown = read_extras(MODELS[name], entry.extra)
    return MODELS[name](person=person, **_columns(name, entry), **ours, extra=unknown)


def _columns(name: str, value: object) -> dict[str, Any]:
    """The columns for an engine value: None becomes "" where the column is text."""
    columns = _columns_of(name)
    facts = {fact: getattr(value, fact) for fact in _facts_of(name)[0]}
    return {fact: "" if said is None and not columns[fact].null else said for fact, said in facts.items()}
