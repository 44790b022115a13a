"""Files with open questions, in words: one quiet line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from cmlguide.records.models import WaitingFile
from cmlguide.web.words import dates


@dataclass(frozen=True)
class WaitingLine:
    """One file with questions: `key` leads to them, `when` is the day it was imported."""

    key: int
    words: str
    when: str


def waiting_lines(files: Iterable[WaitingFile]) -> tuple[WaitingLine, ...]:
    """The lines, oldest first."""
    return tuple(
        WaitingLine(file.pk, questions_words(file.questions), dates.short_date(file.created_at.date()))
        for file in files
    )


def questions_words(count: int) -> str:
    """`2 questions about your file`."""
    words = ngettext("%(count)s question about your file", "%(count)s questions about your file", count)
    return words % {"count": count}
