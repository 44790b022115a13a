"""The questions of a visit: what was written about them already, and those of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmlguide.web.words.questions.cards import PRINTED, listed_questions, prompt_cards

if TYPE_CHECKING:
    from cmlguide.records.models import Answer, PageQuestion
    from milestones.assessment import Assessment


@dataclass(frozen=True)
class AskedQuestion:
    """One question and the answer so far. `page_pk`: its row on the page, if it still stands there."""

    key: str
    code: str
    text: str
    answer: str
    page_pk: int | None


def asked_questions(
    answers: Iterable[Answer], listed: Iterable[PageQuestion], assessment: Assessment
) -> tuple[AskedQuestion, ...]:
    """Those answered first, then those that print on the page: chosen ones, or else those of the results."""
    kept = [
        AskedQuestion(f"kept_{row.pk}", row.question_code, row.question_text, row.answer, None)
        for row in answers
    ]
    known = {row.text for row in kept} | {row.code for row in kept if row.code}
    on_page = _on_page(tuple(listed), assessment)
    return (*kept, *(row for row in on_page if row.text not in known and row.code not in known))


def _on_page(rows: tuple[PageQuestion, ...], assessment: Assessment) -> list[AskedQuestion]:
    if not rows:
        cards = [card for card in prompt_cards(assessment, ()) if not card.from_diary]
        return [
            AskedQuestion(f"raised_{card.code}", card.code, card.question, "", None)
            for card in cards[:PRINTED]
        ]
    texts = {line.pk: line.text for line in listed_questions(rows, assessment)}
    return [AskedQuestion(f"asked_{row.pk}", row.code, texts[row.pk], "", row.pk) for row in rows[:PRINTED]]
