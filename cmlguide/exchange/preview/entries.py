"""Marrow tests, mutations and the signs of a blood count: rows that only our own files contain in full."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cmlguide.exchange.preview.rows import shorten
from cmlguide.exchange.preview.values import FoundEntry
from milestones.history import BloodCount, History, Marrow, Mutation
from milestones.record import RecordProblems, read_tables, write_tables

SIGNS = ("immature_granulocytes", "spleen_felt")
"""What a blood count says with yes or no; its numbers are rows of their own (csv_file.counts)."""
AnEntry = Marrow | Mutation | BloodCount


def found_entry(entry: AnEntry, where: str) -> FoundEntry:
    """The entry as a found row. Raises ValueError when no record can hold it."""
    plain: Any = replace(entry, key="", extra={})
    try:
        read_tables(write_tables(history_of([plain])))
    except RecordProblems as error:
        raise ValueError(str(error)) from None
    facts = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in ("key", "extra")}
    said = (f"{name.replace('_', ' ')} {_written(fact)}" for name, fact in facts.items() if _says(fact))
    return FoundEntry(where, shorten(", ".join(said)), plain)


def _says(fact: object) -> bool:
    return fact not in (None, "") and not isinstance(fact, date)


def _written(fact: object) -> str:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return format(fact, "f") if isinstance(fact, Decimal) else str(fact)


def entries_of(history: History) -> Iterable[tuple[str, AnEntry]]:
    """("marrow test 1", entry) for each marrow test, each mutation and each blood count's signs."""
    yield from ((f"marrow test {n}", row) for n, row in enumerate(history.marrow, 1))
    yield from ((f"mutation {n}", row) for n, row in enumerate(history.mutations, 1))
    for number, row in enumerate(history.blood_counts, 1):
        signs = {name: getattr(row, name) for name in SIGNS}
        if any(sign is not None for sign in signs.values()):
            yield f"blood count {number}", BloodCount(row.collected_on, **signs)


def history_of(entries: Iterable[AnEntry]) -> History:
    """The entries, each in its list."""
    listed = list(entries)
    return History(
        marrow=tuple(one for one in listed if isinstance(one, Marrow)),
        mutations=tuple(one for one in listed if isinstance(one, Mutation)),
        blood_counts=tuple(one for one in listed if isinstance(one, BloodCount)),
    )


def drop_repeated_entries(rows: Iterable[FoundEntry]) -> tuple[FoundEntry, ...]:
    """Each entry once, ordered by day."""
    once = {(type(row.entry).__name__, row.entry): row for row in reversed(list(rows))}
    return tuple(sorted(once.values(), key=lambda row: (row.day, row.where)))


def is_known(row: FoundEntry, history: History) -> bool:
    """Whether the record already has the entry, with the same facts; for a blood count, those it states."""
    entry: Any = row.entry
    if isinstance(entry, BloodCount):
        said = [(name, sign) for name in SIGNS if (sign := getattr(entry, name)) is not None]
        return any(
            one.collected_on == entry.collected_on and all(getattr(one, name) == sign for name, sign in said)
            for one in history.blood_counts
        )
    kept: tuple[Any, ...] = history.marrow if isinstance(entry, Marrow) else history.mutations
    return any(replace(one, key="", extra={}) == entry for one in kept)


def with_signs(counts: Iterable[BloodCount], signs: Iterable[BloodCount]) -> tuple[BloodCount, ...]:
    """The counts, each with the signs of its day; the signs of another day become a count of their own."""
    days = {row.collected_on: row for row in counts}
    for sign in signs:
        said = {name: getattr(sign, name) for name in SIGNS if getattr(sign, name) is not None}
        day = days.get(sign.collected_on, BloodCount(sign.collected_on))
        days[sign.collected_on] = replace(day, **said)
    return tuple(days.values())
