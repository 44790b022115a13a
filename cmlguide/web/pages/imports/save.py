"""The last step of an import: what is new goes into the record, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError

from cmlguide.exchange.preview.answers import Answered
from cmlguide.exchange.preview.values import Preview
from cmlguide.records.actions.imports import fields_of, import_rows
from cmlguide.records.models import ImportBatch, Letter, Person
from cmlguide.records.models.letter import LARGEST_LETTER
from cmlguide.web.pages.imports.draft import Draft
from cmlguide.web.words.files import say
from milestones.history import History
from milestones.same_result import by_day, find_same_result


@dataclass(frozen=True)
class Saved:
    """The `batch` that was saved, or None with the `problems` that stopped it; neither: nothing was new."""

    batch: ImportBatch | None
    new: History
    problems: tuple[str, ...] = ()
    diagnosed_on: date | None = None
    letter: bool = False


LETTERS = ("pdf", "text")
"""Kinds of file that may be kept whole: what a lab or a doctor wrote to the person."""


def offers_diagnosis(preview: Preview, person: Person) -> bool:
    """Whether the file names a date of diagnosis that is not the record's."""
    return preview.diagnosed_on is not None and preview.diagnosed_on != person.diagnosed_on


def offers_letter(preview: Preview, draft: Draft) -> bool:
    """Whether the file is a letter, and small enough to keep."""
    return preview.source in LETTERS and len(draft.data) <= LARGEST_LETTER


def save_import(person: Person, preview: Preview, answered: Answered, record: History, draft: Draft) -> Saved:
    """Keep the answered entries the record does not have yet, and what else the person ticked."""
    new = _only_new(answered.history, record)
    day = preview.diagnosed_on if draft.diagnosed and offers_diagnosis(preview, person) else None
    letter = _letter(preview, draft) if draft.keep_letter and offers_letter(preview, draft) else None
    rows = fields_of(new)
    if answered.problems or not (any(rows.values()) or day or letter):
        return Saved(None, new, tuple(say(one) for one in answered.problems))
    try:
        batch = import_rows(
            person=person,
            source=preview.source,
            sha256=preview.sha256,
            rows=rows,
            diagnosed_on=day,
            letter=letter,
        )
    except ValidationError as error:
        said = [f"{field}: {text}" for field, texts in error.message_dict.items() for text in texts]
        return Saved(None, new, tuple(said))
    return Saved(batch, new, diagnosed_on=day, letter=letter is not None)


def _letter(preview: Preview, draft: Draft) -> Letter:
    return Letter(is_pdf=preview.source == "pdf", content=draft.data)


def _only_new(history: History, record: History) -> History:
    """An answer may have made an unsure row one the record has: "not detected" for a 0, a day for two."""
    known = by_day(record.results)
    new = (row for row in history.results if not find_same_result(row, known.get(row.collected_on, ())))
    return replace(history, results=tuple(new))
