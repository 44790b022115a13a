"""Rows to a History and a History to rows: what the engine judges is exactly what is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from milestones.assessment import Assessment, assess

from cmlguide.records import extras
from cmlguide.records.models import (
    BloodCount,
    MarrowTest,
    Mutation,
    PageQuestion,
    Person,
    Result,
    SoftDeleted,
    Treatment,
)
from milestones import history as engine
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline

ENTRIES: dict[str, tuple[type[SoftDeleted], type[engine.Entry]]] = {
    "treatments": (Treatment, engine.Treatment),
    "results": (Result, engine.Result),
    "blood_counts": (BloodCount, engine.BloodCount),
    "marrow": (MarrowTest, engine.Marrow),
    "mutations": (Mutation, engine.Mutation),
}
NOT_IN_FILES = ("person", "created_at", "deleted_at")

Facts = Mapping[str, Any]


def assess_person(person: Person, today: date) -> Assessment:
    """What the person's guideline says of their record on `today`, in one SQL query.

    No guideline chosen ("not sure") means `milestones.guideline.DEFAULT_GUIDELINE`.
    """
    return assess_with_history(person, today)[1]


def assess_with_history(person: Person, today: date) -> tuple[engine.History, Assessment]:
    """The person's History and its Assessment, for a page that shows both; one SQL query in all."""
    history = history_of(person)
    return history, assess(history, load_guideline(person.guideline or DEFAULT_GUIDELINE), today)


def history_of(person: Person) -> engine.History:
    """All the person entered and did not delete, in one SQL query; each entry's `key` is its row's pk.

    Facts only this product keeps travel in `extra` (see `extras.py`), so a file written from it is whole.
    """
    rows = _read_rows(person)
    return engine.History(
        person=_facts_of(person),
        extra={**person.record_extra, **extras.write_questions(rows["questions"])},
        **{name: tuple(_entry(name, row) for row in rows[name]) for name in ENTRIES},
    )


def person_of(history: engine.History) -> Person:
    """An unsaved Person without owner, of a History's facts; unknown keys are kept."""
    facts = history.person
    ours, unknown = extras.read_extras(Person, facts.extra)
    if facts.born_year is None and "born_on" in ours:
        del ours["born_on"]  # the year would be read from it, and the file says there is none
        unknown["born_on"] = facts.extra["born_on"]
    _, record_extra = extras.read_questions(history.extra)
    return Person(**_columns(facts), **ours, extra=unknown, record_extra=record_extra)


def rows_of(history: engine.History, person: Person) -> dict[str, list[SoftDeleted]]:
    """Unsaved rows of `person` for every entry, in the History's order, by the History's own list names."""
    rows: dict[str, list[SoftDeleted]] = {
        name: [_row(model, entry, person) for entry in getattr(history, name)]
        for name, (model, _) in ENTRIES.items()
    }
    questions, _ = extras.read_questions(history.extra)
    for question in questions:
        question.person = person
    return {**rows, extras.QUESTIONS: [*questions]}


def _read_rows(person: Person) -> dict[str, list[Facts]]:
    """Column to value of every kept row, by list name. One query for all nouns: each row comes as JSON."""
    models_by_name = {**{name: model for name, (model, _) in ENTRIES.items()}, extras.QUESTIONS: PageQuestion}
    first, *others = (_select(name, model, person) for name, model in models_by_name.items())
    rows: dict[str, list[Facts]] = defaultdict(list)
    for name, written in first.union(*others, all=True):
        columns = _columns_of(models_by_name[name])
        rows[name].append({column: columns[column].to_python(value) for column, value in written.items()})
    return rows


def _select(name: str, model: type[SoftDeleted], person: Person) -> QuerySet[Any, Any]:
    as_json = JSONObject(**{column: column for column in _columns_of(model)})
    return model.objects.kept().filter(person=person).order_by().values_list(Value(name), as_json)


@cache
def _columns_of(model: type[models.Model]) -> dict[str, Any]:
    """The columns of `model` that a record file holds, by name."""
    return {field.name: field for field in model._meta.concrete_fields if field.name not in NOT_IN_FILES}


def _entry(name: str, row: Facts) -> Any:
    model, kind = ENTRIES[name]
    return kind(**_facts(kind, row), key=str(row["id"]), extra=extras.write_extras(model, row))


def _facts_of(person: Person) -> engine.PersonFacts:
    row = {column: getattr(person, column) for column in _columns_of(Person)}
    facts = _facts(engine.PersonFacts, row)
    if facts["born_year"] is None and person.born_on is not None:
        facts["born_year"] = person.born_on.year
    return engine.PersonFacts(**facts, extra=extras.write_extras(Person, row))


def _facts(kind: type, row: Facts) -> dict[str, Any]:
    """The arguments of an engine value: an empty text is None where the engine says None for "not said"."""
    return {
        name: None if none_if_empty and row[name] == "" else row[name] for name, none_if_empty in _names(kind)
    }


def _row(model: type[SoftDeleted], entry: engine.Entry, person: Person) -> SoftDeleted:
    ours, unknown = extras.read_extras(model, entry.extra)
    return model(person=person, **_columns(entry), **ours, extra=unknown)


def _columns(value: engine.Entry | engine.PersonFacts) -> dict[str, Any]:
    """The columns for an engine value: "" where the engine says None and the column is text."""
    model_of = {kind: model for model, kind in ENTRIES.values()}
    columns = _columns_of(model_of.get(type(value), Person))
    facts = {name: getattr(value, name) for name, _ in _names(type(value))}
    return {name: "" if fact is None and not columns[name].null else fact for name, fact in facts.items()}


@cache
def _names(kind: type) -> tuple[tuple[str, bool], ...]:
    """The facts of an engine value, each with whether its default is None."""
    return tuple(
        (spec.name, spec.default is None) for spec in fields(kind) if spec.name not in ("key", "extra")
    )
