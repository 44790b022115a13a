"""The rows of one kind that a person keeps, asked with SQL that is written once: writing it takes longer than
running it, and some pages ask for four kinds."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection

from cmlguide.records.models import Person

NOBODY = -1


def kept_rows(person: Person, kind: str) -> list[Any]:
    """All of `person.<kind>.kept()`, in its order; each row knows the person."""
    sql, values = _write_question(kind, connection.vendor)
    known = [person.pk if value == NOBODY else value for value in values]
    rows = list(getattr(person, kind).model.objects.raw(sql, known))
    for row in rows:
        row.person = person
    return rows


@cache
def _write_question(kind: str, _vendor: str) -> tuple[str, tuple[Any, ...]]:
    sql, values = getattr(Person(pk=NOBODY), kind).kept().query.sql_with_params()
    return sql, values
