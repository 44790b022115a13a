"""The edit history for display: each change with its row, and each field's value before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count

from cmlguide.records.actions.imports import NOUNS
from cmlguide.records.actions.putting_back import why_not
from cmlguide.records.actions.rows import former_values
from cmlguide.records.any_rows import (
    NOBODY,
    AnyRow,
    Key,
    Sql,
    ask,
    came_with_an_import,
    numbered,
    rows_by_key,
    stand_ins,
)
from cmlguide.records.hands import name_of_helper
from cmlguide.records.models import Change, Person


@dataclass(frozen=True)
class FieldChange:
    """One edited field and its values, as the column stores them."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class LoggedChange:
    """One change. `row` is the Person, one of their rows, or None when it has been purged.

    `why_not` is the code for why it cannot be undone, "" when it can (`actions/putting_back.py`).
    `brought_in` is the number of rows an import added.
    """

    change: Change
    row: Any
    fields: tuple[FieldChange, ...]
    why_not: str
    brought_in: int = 0


def changes_of(person: Person) -> list[int]:
    """The numbers of all changes, newest first; rows added by an import are left out, and only the import is
    listed. One query, which also says how many there are."""
    return [number for (number,) in ask(_write_numbers(connection.vendor), {NOBODY: person.pk})]


@cache
def _write_numbers(_vendor: str) -> Sql:
    changes = Change.objects.filter(person=NOBODY).exclude(came_with_an_import(NOBODY))
    return changes.order_by("-pk").values_list("pk").query.sql_with_params()


def log(person: Person, numbers: Sequence[int]) -> list[LoggedChange]:
    """The changes of one page of `changes_of`, with all that is shown of each: always four queries."""
    shown = person.changes.filter(pk__in=numbers).annotate(helper_name=name_of_helper(person))
    changes = list(shown.select_related("by").order_by("-pk"))
    rows = rows_by_key(person, {(one.noun, one.row_id) for one in changes})
    later = _later_changes(person, changes)
    counts = _rows_brought_in([one.row_id for one in changes if one.noun == "import_batch"])
    return [_logged(person, one, rows, later[_key(one)], counts) for one in changes]


def _logged(
    person: Person,
    change: Change,
    rows: Mapping[Key, AnyRow],
    of_its_row: Sequence[Change],
    counts: Mapping[int, int],
) -> LoggedChange:
    found = rows.get(_key(change))
    row = person if change.noun == "person" else found.row if found else None
    later = [one for one in of_its_row if one.pk > change.pk]
    return LoggedChange(
        change=change,
        row=row,
        fields=() if row is None else tuple(_field_changes(row, change, later)),
        why_not="gone" if row is None else why_not(change, later, is_deleted=_is_deleted(row)),
        brought_in=counts.get(change.row_id, 0) if change.noun == "import_batch" else 0,
    )


def _field_changes(row: Any, change: Change, later: Sequence[Change]) -> Iterable[FieldChange]:
    """Each edited field. Its value after the change is what its next change calls "before",
    else today's value."""
    for name, before in former_values(row, change.before).items():
        again = next((one for one in later if name in one.before), None)
        after = getattr(row, name) if again is None else former_values(row, again.before)[name]
        yield FieldChange(name, before, after)


def _later_changes(person: Person, changes: Sequence[Change]) -> Mapping[Key, list[Change]]:
    """All changes to the rows of these changes, oldest first."""
    found: dict[Key, list[Change]] = {_key(one): [] for one in changes}
    if changes:
        numbers = {one.row_id for one in changes}
        since = person.changes.filter(row_id__in=numbers, pk__gte=min(one.pk for one in changes))
        for one in since.order_by("pk"):
            if _key(one) in found:
                found[_key(one)].append(one)
    return found


def _rows_brought_in(batches: Sequence[int]) -> Mapping[int, int]:
    """How many rows each import added; one query."""
    if not batches:
        return {}
    counts: dict[int, int] = {}
    for batch, rows in ask(_write_brought_in(len(batches), connection.vendor), numbered(batches)):
        counts[batch] = counts.get(batch, 0) + rows
    return counts


@lru_cache(maxsize=64)
def _write_brought_in(count: int, _vendor: str) -> Sql:
    first, *others = (
        model.objects.filter(import_batch__in=stand_ins(count))
        .order_by()
        .values_list("import_batch")
        .annotate(rows=Count("pk"))
        for model in NOUNS.values()
    )
    union = first.union(*others, all=True).order_by()  # not in the first model's order
    return union.query.sql_with_params()


def _key(change: Change) -> Key:
    return change.noun, change.row_id


def _is_deleted(row: Any) -> bool:
    return getattr(row, "deleted_at", None) is not None
