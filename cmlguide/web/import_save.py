"""The last step of an import: what is new goes into the record, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from cmlguide.exchange.preview import Preview
from cmlguide.exchange.settle import Settled
from cmlguide.records.actions import import_rows
from cmlguide.records.import_fields import fields_of
from cmlguide.records.models import ImportBatch, Person
from milestones.history import History, Result


@dataclass(frozen=True)
class Saved:
    """The `batch` that was saved, or None with the `problems` that stopped it; neither: nothing was new."""

    batch: ImportBatch | None
    new: History
    problems: tuple[str, ...] = ()


def save_import(person: Person, preview: Preview, settled: Settled, record: History) -> Saved:
    """Keep the settled entries the record does not have yet."""
    new = _only_new(settled.history, record)
    if settled.problems or not (new.results or new.blood_counts or new.treatments):
        return Saved(None, new, settled.problems)
    try:
        batch = import_rows(person=person, source=preview.source, sha256=preview.sha256, rows=fields_of(new))
    except ValidationError as error:
        said = [f"{field}: {text}" for field, texts in error.message_dict.items() for text in texts]
        return Saved(None, new, tuple(said))
    return Saved(batch, new)


def _only_new(history: History, record: History) -> History:
    """An answer may have made an unsure row one the record has: "not detected" for a 0, a day for two."""
    known = {_facts(row) for row in record.results}
    return replace(history, results=tuple(row for row in history.results if _facts(row) not in known))


def _facts(row: Result) -> tuple[object, ...]:
    return (row.collected_on, row.specimen, row.kind, row.value, row.limit, row.unit, row.level)
