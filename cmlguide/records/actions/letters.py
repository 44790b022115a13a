"""Restoring the letters in a saved record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from hashlib import sha256

from django.db import transaction

from cmlguide.records.actions.rows import add_row
from cmlguide.records.models import ImportBatch, Letter, Person
from cmlguide.records.models.letter import LARGEST_LETTER
from cmlguide.records.room import refuse_if_full


@transaction.atomic
def bring_letters_back(*, person: Person, letters: Iterable[tuple[date, bool, bytes]]) -> int:
    """Add the letters the person does not have yet, each (date imported, is PDF, content); returns how many.

    Each becomes an import of that day without rows, because the record already holds what the letter said.
    Raises FullError.
    """
    kept = Letter.objects.filter(batch__person=person, batch__deleted_at=None)
    known = {sha256(bytes(content)).hexdigest() for content in kept.values_list("content", flat=True)}
    added = 0
    for day, is_pdf, content in letters:
        digest = sha256(content).hexdigest()
        if digest in known or len(content) > LARGEST_LETTER:
            continue
        known.add(digest)
        refuse_if_full("letters", Letter.objects.filter(batch__person=person))
        batch = add_row(ImportBatch, person=person, source="pdf" if is_pdf else "text", sha256=digest)
        ImportBatch.objects.filter(pk=batch.pk).update(created_at=datetime.combine(day, time(12), UTC))
        Letter.objects.create(batch=batch, is_pdf=is_pdf, content=content)
        added += 1
    return added
