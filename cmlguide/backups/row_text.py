"""A row as one line of JSON and back, exactly, whichever database it comes from or goes to."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, Field, Model

ROWS_AT_A_TIME = 500


def columns_of(model: type[Model]) -> list[str]:
    """The model's columns, in the order in which rows are written."""
    return [str(field.column) for field in _fields(model)]


def lines_of(model: type[Model], alias: str) -> Iterator[bytes]:
    """Every row of the table, in order of its key, each as a line without its end."""
    fields = _fields(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        values = [_plain(field, value) for field, value in zip(fields, row, strict=True)]
        yield _as_line(values)


def values_of(model: type[Model], line: bytes, connection: BaseDatabaseWrapper) -> list[Any]:
    """What to hand to this database for one line, column by column. Raises ValueError for another line."""
    fields, plain = _fields(model), json.loads(line)
    if not isinstance(plain, list) or len(plain) != len(fields):
        raise ValueError("not a row of this table")
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(fields, plain, strict=True)
    ]


def insert_statement(model: type[Model], connection: BaseDatabaseWrapper) -> str:
    """The statement that writes one such row."""
    quote = connection.ops.quote_name
    columns = columns_of(model)
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names


def _fields(model: type[Model]) -> Sequence[Field[Any, Any]]:
    return model._meta.concrete_fields


def _plain(field: Field[Any, Any], value: Any) -> Any:
    """The value as JSON can hold it; the field's own `to_python` reads it back."""
    if isinstance(field, BinaryField):
        return None if value is None else base64.b64encode(value).decode("ascii")
    value = field.get_prep_value(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | dt.timedelta):
        return str(value)
    return value


def _as_line(values: list[Any]) -> bytes:
    """Keys in one order: PostgreSQL keeps none, and the same row has to be the same line in both."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
