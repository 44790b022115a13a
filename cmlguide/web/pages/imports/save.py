"""The last step of an import: what is sure is saved, and the file waits with what is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from cmlguide.exchange.preview.values import Preview
from cmlguide.records.actions.imports import fields_of
from cmlguide.records.actions.waiting_files import (
    drop_waiting_file,
    import_what_is_sure,
    keep_waiting_file,
)
from cmlguide.records.models import ImportBatch, Letter, Person
from cmlguide.records.models.letter import LARGEST_LETTER
from cmlguide.web.pages.imports.draft import Draft
from cmlguide.web.pages.imports.outcome import Outcome
from cmlguide.web.pages.imports.waiting import lock_draft
from cmlguide.web.words.files import say
from milestones.history import History


@dataclass(frozen=True)
class Saved:
    """The `batch` that was saved, or None with the `problems` that stopped it; None with neither: nothing was
    new.

    `waiting`: how many questions are kept with the file.
    """

    batch: ImportBatch | None
    new: History
    problems: tuple[str, ...] = ()
    diagnosed_on: date | None = None
    letter: bool = False
    waiting: int = 0


LETTERS = ("pdf", "text")
"""Kinds of file that may be kept whole: what a lab or a doctor wrote to the person."""


def offers_diagnosis(preview: Preview, person: Person) -> bool:
    """Whether the file has a date of diagnosis that differs from the record's."""
    return preview.diagnosed_on is not None and preview.diagnosed_on != person.diagnosed_on


def offers_letter(preview: Preview, draft: Draft) -> bool:
    """Whether the file is a letter, and small enough to keep."""
    return preview.source in LETTERS and len(draft.data) <= LARGEST_LETTER


def saves_anything(person: Person, preview: Preview, outcome: Outcome, draft: Draft) -> bool:
    """Whether Save has something to do: new entries, or anything else the person ticked."""
    day, letter = _ticked(person, preview, draft)
    return outcome.has_new or day is not None or letter is not None


def save_import(person: Person, preview: Preview, outcome: Outcome, draft: Draft) -> Saved:
    """Save what is sure and not yet in the record, and anything else ticked; open questions wait."""
    if outcome.problems:
        return Saved(None, outcome.new, tuple(say(one) for one in outcome.problems))
    if not saves_anything(person, preview, outcome, draft):
        drop_waiting_file(person=person, sha256=preview.sha256)
        return Saved(None, outcome.new)
    day, letter = _ticked(person, preview, draft)
    try:
        batch = import_what_is_sure(
            person=person,
            source=preview.source,
            sha256=preview.sha256,
            rows=fields_of(outcome.new),
            diagnosed_on=day,
            letter=letter,
            content=lock_draft(draft) if outcome.questions else b"",
            questions=outcome.questions,
        )
    except ValidationError as error:
        said = [f"{field}: {text}" for field, texts in error.message_dict.items() for text in texts]
        return Saved(None, outcome.new, tuple(said))
    return Saved(batch, outcome.new, diagnosed_on=day, letter=letter is not None, waiting=outcome.questions)


def keep_for_later(person: Person, preview: Preview, outcome: Outcome, draft: Draft) -> int:
    """Keep the file with its open questions, and save nothing from it. Returns how many wait."""
    keep_waiting_file(
        person=person,
        sha256=preview.sha256,
        content=lock_draft(draft),
        questions=outcome.questions,
    )
    return outcome.questions


def _ticked(person: Person, preview: Preview, draft: Draft) -> tuple[date | None, Letter | None]:
    """The date of diagnosis and the letter, each if it was offered and wanted."""
    day = preview.diagnosed_on if draft.diagnosed and offers_diagnosis(preview, person) else None
    wants_letter = draft.keep_letter and offers_letter(preview, draft)
    return day, Letter(is_pdf=preview.source == "pdf", content=draft.data) if wants_letter else None
