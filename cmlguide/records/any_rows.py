"""Rows of every noun in one query: each arrives as JSON, as in history.py, and is turned back into its model.

The SQL is written once and kept, with stand-ins for the person, the moment and the numbers: for fifteen
nouns, writing it takes ten times longer than running it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.models import Answer, Person, SoftDeleted

NOBODY, NEVER = -1, datetime(1970, 1, 1, tzinfo=UTC)
NO_ROW = -2
"""The number of the first row asked for, where none is known yet; those of the others go down from it."""

Key = tuple[str, int]
Found = tuple[str, str]
"""The noun of a row, and the row as JSON."""
Sql = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class AnyRow:
    """A row of one of the nouns (`MODELS`) as stored; read-only."""

    noun: str
    row: SoftDeleted


@dataclass(frozen=True)
class DeletedRows:
    """Every row of a person that was deleted after `since`, most recently deleted first, as `read_row` takes
    them. They can be counted and sliced like any list.

    Left out: rows deleted with their import, which return with it, and answers later written again word for
    word.
    """

    person: Person
    since: datetime

    def count(self) -> int:
        """How many there are."""
        sql, values = _write_deleted(connection.vendor)
        found: int = ask((f"SELECT COUNT(*) FROM ({sql}) AS deleted", values), self._known())[0][0]  # noqa: S608
        return found

    def __getitem__(self, wanted: slice) -> list[Found]:
        first, end = wanted.start or 0, wanted.stop
        sql, values = _write_deleted(connection.vendor)
        found = ask((f"{sql} LIMIT %s OFFSET %s", (*values, end - first, first)), self._known())
        return [(noun, row) for noun, row, _deleted_at in found]

    def _known(self) -> dict[Any, Any]:
        adapt = connection.ops.adapt_datetimefield_value
        return {NOBODY: self.person.pk, adapt(NEVER): adapt(self.since)}


@cache
def _write_deleted(_vendor: str) -> Sql:
    selects = []
    for noun, model in MODELS.items():
        rows = rows_of_noun(NOBODY, noun).deleted().filter(deleted_at__gt=NEVER)
        if model is Answer:
            same = {name: OuterRef(name) for name in ("visit", "question_text", "answer")}
            rows = rows.filter(~Exists(Answer.objects.kept().filter(**same)), visit__deleted_at__isnull=True)
        elif _is_imported(model):
            rows = rows.exclude(import_batch__isnull=False, import_batch__deleted_at=F("deleted_at"))
        selects.append(_select(noun, rows, "deleted_at"))
    return selects[0].union(*selects[1:], all=True).order_by("-deleted_at").query.sql_with_params()


def rows_by_key(person: Person, keys: Collection[Key]) -> Mapping[Key, AnyRow]:
    """The rows with these nouns and numbers, deleted ones too; purged ones are left out. One query."""
    wanted: dict[str, list[int]] = {}
    for noun, number in keys:
        if noun in MODELS:
            wanted.setdefault(noun, []).append(number)
    if not wanted:
        return {}
    selects, values = [], []
    for noun, numbers in wanted.items():
        sql, needed = _write_by_number(noun, len(numbers), connection.vendor)
        known = numbered(numbers)
        selects.append(sql)
        values += [known.get(value, value) for value in needed]
    rows = [read_row(one) for one in ask((" UNION ALL ".join(selects), values), {NOBODY: person.pk})]
    return {(one.noun, one.row.pk): one for one in rows}


@lru_cache(maxsize=1024)
def _write_by_number(noun: str, count: int, _vendor: str) -> Sql:
    """So many rows of a noun, by number."""
    rows = rows_of_noun(NOBODY, noun).filter(pk__in=stand_ins(count))
    return _select(noun, rows).query.sql_with_params()


def ask(question: Sql, known: Mapping[Any, Any]) -> list[Any]:
    """The answer of the database to kept SQL, with what is known in the place of its stand-ins."""
    sql, values = question
    with connection.cursor() as cursor:
        cursor.execute(sql, [known.get(value, value) for value in values])
        return list(cursor.fetchall())


def numbered(numbers: Sequence[int]) -> dict[Any, Any]:
    """The numbers by their stand-ins, as `stand_ins` gives them."""
    return dict(zip(stand_ins(len(numbers)), numbers, strict=True))


def stand_ins(count: int) -> range:
    """So many numbers of no row."""
    return range(NO_ROW, NO_ROW - count, -1)


def rows_of_noun(person: Person | int, noun: str) -> Any:
    """All of a person's rows of that noun, one of `MODELS`, including deleted ones."""
    rows: Any = MODELS[noun].objects.all()  # SoftDeleted has no person of its own: each model declares it
    return rows.filter(person=person)


def came_with_an_import(person: int) -> Q:
    """A condition on changes: rows added by an import, which the log shows as one line."""
    added = Q()
    for noun, model in MODELS.items():
        if _is_imported(model):
            rows = rows_of_noun(person, noun).filter(import_batch__isnull=False)
            added |= Q(noun=noun, action="added", row_id__in=rows.values("pk"))
    return added


def read_row(found: Found) -> AnyRow:
    """One item of either list above, as an AnyRow."""
    noun, written = found
    columns = _columns_of(noun)
    values = {name: _read(columns[name], value) for name, value in json.loads(written).items()}
    return AnyRow(noun, MODELS[noun](**values))


def _read(column: Any, value: Any) -> Any:
    """The value of a column. SQLite keeps moments without their zone, which is always UTC."""
    read = column.to_python(value)
    return read.replace(tzinfo=UTC) if isinstance(read, datetime) and read.tzinfo is None else read


def _select(noun: str, rows: QuerySet[Any], *more: str) -> QuerySet[Any, Any]:
    as_json = JSONObject(**{name: F(name) for name in _columns_of(noun)})
    named = rows.annotate(noun=Value(noun, output_field=CharField()), as_json=as_json)
    return named.order_by().values_list("noun", "as_json", *more)


@cache
def _columns_of(noun: str) -> dict[str, Any]:
    return {field.attname: field for field in MODELS[noun]._meta.concrete_fields}


def _is_imported(model: type[SoftDeleted]) -> bool:
    return any(field.name == "import_batch" for field in model._meta.concrete_fields)
