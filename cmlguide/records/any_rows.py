"""Rows of every noun in one query: each arrives as JSON, as in history.py,
and is turned back into its model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.models import Answer, Person, SoftDeleted

NOT_IN_JSON = ("created_at", "deleted_at")

Key = tuple[str, int]


@dataclass(frozen=True)
class AnyRow:
    """A row of one of the nouns (`MODELS`) as stored; read-only."""

    noun: str
    row: SoftDeleted


def deleted_rows(person: Person, since: datetime) -> QuerySet[Any, Any]:
    """Every row deleted after `since`, most recently deleted first, as `read_row` takes them. It can be
    counted and sliced like any list.

    Left out: rows deleted with their import, which return with it, and answers later written again word for
    word.
    """
    selects = []
    for noun, model in MODELS.items():
        rows = rows_of_noun(person, noun).deleted().filter(deleted_at__gt=since)
        if model is Answer:
            same = {name: OuterRef(name) for name in ("visit", "question_text", "answer")}
            rows = rows.filter(~Exists(Answer.objects.kept().filter(**same)), visit__deleted_at__isnull=True)
        elif _is_imported(model):
            rows = rows.exclude(import_batch__isnull=False, import_batch__deleted_at=F("deleted_at"))
        selects.append(_select(noun, rows))
    return selects[0].union(*selects[1:], all=True).order_by("-deleted_at")


def rows_by_key(person: Person, keys: Collection[Key]) -> Mapping[Key, AnyRow]:
    """The rows with these nouns and numbers, deleted ones too; purged ones are left out. One query."""
    wanted: dict[str, list[int]] = {}
    for noun, number in keys:
        if noun in MODELS:
            wanted.setdefault(noun, []).append(number)
    if not wanted:
        return {}
    selects = [
        _select(noun, rows_of_noun(person, noun).filter(pk__in=numbers)) for noun, numbers in wanted.items()
    ]
    # Without an order of its own the list would take the first model's, which the other models do not have.
    found = selects[0].union(*selects[1:], all=True).order_by() if len(selects) > 1 else selects[0]
    rows = [read_row(one) for one in found]
    return {(one.noun, one.row.pk): one for one in rows}


def rows_of_noun(person: Person, noun: str) -> Any:
    """All of a person's rows of that noun, one of `MODELS`, including deleted ones."""
    rows: Any = MODELS[noun].objects.all()  # SoftDeleted has no person of its own: each model declares it
    return rows.filter(person=person)


def came_with_an_import(person: Person) -> Q:
    """A condition on changes: rows added by an import, which the log shows as one line."""
    added = Q()
    for noun, model in MODELS.items():
        if _is_imported(model):
            rows = rows_of_noun(person, noun).filter(import_batch__isnull=False)
            added |= Q(noun=noun, action="added", row_id__in=rows.values("pk"))
    return added


def read_row(found: tuple[str, datetime, datetime | None, Mapping[str, Any]]) -> AnyRow:
    """One item of either list above, as an AnyRow."""
    noun, created_at, deleted_at, written = found
    columns = _columns_of(noun)
    values = {name: columns[name].to_python(value) for name, value in written.items()}
    return AnyRow(noun, MODELS[noun](created_at=created_at, deleted_at=deleted_at, **values))


def _select(noun: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    as_json = JSONObject(**{name: F(name) for name in _columns_of(noun)})
    named = rows.annotate(noun=Value(noun, output_field=CharField()), as_json=as_json)
    return named.order_by().values_list("noun", "created_at", "deleted_at", "as_json")


@cache
def _columns_of(noun: str) -> dict[str, Any]:
    fields = MODELS[noun]._meta.concrete_fields
    return {field.attname: field for field in fields if field.name not in NOT_IN_JSON}


def _is_imported(model: type[SoftDeleted]) -> bool:
    return any(field.name == "import_batch" for field in model._meta.concrete_fields)
