"""Earlier imports, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cmlguide.records.models import ImportBatch
from cmlguide.web.words import dates
from cmlguide.web.words.file_kinds import SOURCES

MOST = 10


@dataclass(frozen=True)
class ImportLine:
    """One import. `undone`: it was undone and can be redone. `has_letter`: its file was kept."""

    key: int
    words: str
    undone: bool
    has_letter: bool = False


def import_lines(batches: Iterable[ImportBatch], letters: Collection[int] = ()) -> tuple[ImportLine, ...]:
    """The latest imports, newest first. `letters`: the imports whose letter was kept."""
    newest = sorted(batches, key=lambda batch: batch.pk, reverse=True)[:MOST]
    return tuple(_line(batch, batch.pk in letters) for batch in newest)


def _line(batch: ImportBatch, has_letter: bool) -> ImportLine:
    undone = batch.deleted_at is not None
    return ImportLine(batch.pk, _words(batch), undone=undone, has_letter=has_letter and not undone)


def _words(batch: ImportBatch) -> str:
    source = SOURCES.get(batch.source, batch.source)
    day = dates.short_date(batch.created_at.date())
    return _("From %(source)s, imported on %(day)s") % {"source": source, "day": day}
