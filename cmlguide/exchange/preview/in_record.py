"""Which parts of a preview are already in the record: the same facts, or imported from this place before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cmlguide.exchange.preview.counts import FIELDS
from cmlguide.exchange.preview.entries import is_known
from cmlguide.exchange.preview.filled_limits import in_both_forms
from cmlguide.exchange.preview.values import FoundCount, FoundMedicine, FoundResult, Preview
from milestones.history import BloodCount, History, Result, Treatment
from milestones.lines import medicine_name
from milestones.same_result import by_day, find_same_result


def mark_known(preview: Preview, history: History) -> Preview:
    """The preview with `known` set on every row already in the record, whoever entered it.

    A row imported earlier from the same place in the same file (by its hash) is known too, even if the person
    has changed it since: then it is `changed`, unless only its questions were answered.
    """
    results = by_day(in_both_forms(history.results))
    taken = {(medicine_name(row), row.started_on) for row in history.treatments}
    found = (replace(row, known=_has_result(row, results)) for row in preview.results)
    medicines = (replace(row, known=(_generic(row), row.started_on) in taken) for row in preview.medicines)
    entries = (replace(row, known=is_known(row, history)) for row in preview.entries)
    return replace(
        preview,
        results=_from_here(found, history.results, preview),
        blood_counts=tuple(_known_count(row, history.blood_counts, preview) for row in preview.blood_counts),
        medicines=_from_here(medicines, history.treatments, preview),
        entries=_from_here(entries, (*history.marrow, *history.mutations), preview),
    )


def _generic(row: FoundMedicine) -> str:
    return medicine_name(Treatment(row.medicine, date.min))


def _from_here(rows: Iterable[Any], kept: Iterable[Any], preview: Preview) -> tuple[Any, ...]:
    """The rows, `known` if imported from the same place; a place with two rows proves nothing."""
    listed = list(rows)
    places = Counter(row.where for row in listed)
    before = {_place(one) for one in kept}
    return tuple(
        replace(row, known=True, changed=not getattr(row, "asks", ()))
        if not row.known and places[row.where] == 1 and (preview.sha256, row.where) in before
        else row
        for row in listed
    )


def _place(entry: Any) -> tuple[str, str] | None:
    """(hash, where) of the file an entry came from."""
    source = entry.extra.get("source")
    if not isinstance(source, Mapping) or not source.get("sha256"):
        return None
    return str(source["sha256"]), str(source.get("where", ""))


def _known_count(row: FoundCount, rows: Collection[BloodCount], preview: Preview) -> FoundCount:
    if _has_count(row, rows):
        return replace(row, known=True)
    name, unit = FIELDS[row.item]
    changed = row.unit in (unit, None) and any(
        one.collected_on == row.collected_on
        and getattr(one, name) is not None
        and (_place(one) or ("",))[0] == preview.sha256
        for one in rows
    )
    return replace(row, known=changed, changed=changed)


def _has_result(row: FoundResult, known: Mapping[date | None, list[Result]]) -> bool:
    return find_same_result(row, known.get(row.collected_on, ())) is not None


def _has_count(row: FoundCount, rows: Collection[BloodCount]) -> bool:
    name, unit = FIELDS[row.item]
    return row.unit in (unit, None) and any(
        one.collected_on == row.collected_on and getattr(one, name) == row.value for one in rows
    )
