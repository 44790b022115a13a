"""The questions of a visit: those already written about, and those on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cmlguide.web.words.questions.cards import PRINTED, listed_questions, prompt_cards

if TYPE_CHECKING:
    from cmlguide.records.models import Answer, PageQuestion
    from milestones.assessment import Assessment

KEY = re.compile(r"said_[0-9a-f]{16}(_\d+)?", re.ASCII)


@dataclass(frozen=True)
class AskedQuestion:
    """One question and the answer so far. `page_pk`: its row on the page, if it is still there.

    `key` belongs to the question wherever it is, so that text typed under it in one tab finds it again after
    another tab has moved it.
    """

    key: str
    code: str
    text: str
    answer: str
    page_pk: int | None


def asked_questions(
    answers: Iterable[Answer],
    listed: Iterable[PageQuestion] = (),
    assessment: Assessment | None = None,
) -> tuple[AskedQuestion, ...]:
    """Those already answered, then those printed on the page: the chosen ones, else those of the results. The
    page is left out without an assessment."""
    kept = [
        AskedQuestion(
            key_of(row.question_code, row.question_text),
            row.question_code,
            row.question_text,
            row.answer,
            None,
        )
        for row in answers
    ]
    known = {row.text for row in kept} | {row.code for row in kept if row.code}
    on_page = _on_page(tuple(listed), assessment) if assessment is not None else ()
    return _told_apart((*kept, *(row for row in on_page if row.text not in known and row.code not in known)))


def _told_apart(asked: tuple[AskedQuestion, ...]) -> tuple[AskedQuestion, ...]:
    """The questions, each with a key of its own: a record file may have two answers to one question."""
    keys = [question.key for question in asked]
    return tuple(
        replace(question, key=f"{question.key}_{before}")
        if (before := keys[:place].count(question.key))
        else question
        for place, question in enumerate(asked)
    )


def with_posted(asked: Iterable[AskedQuestion], posted: Mapping[str, str]) -> tuple[AskedQuestion, ...]:
    """The questions, followed by those no longer asked but answered on a page opened earlier.

    `<key>_code` and `<key>_text` say what they were."""
    known = tuple(asked)
    keys = {question.key for question in known}
    sent = [name.removesuffix("_text") for name in posted if KEY.fullmatch(name.removesuffix("_text"))]
    gone = [key for key in dict.fromkeys(sent) if key not in keys and posted.get(key, "").strip()]
    texts = {key: posted.get(f"{key}_text", "").replace("\r\n", "\n") for key in gone}
    again = (AskedQuestion(key, posted.get(f"{key}_code", ""), texts[key], "", None) for key in gone)
    return (*known, *(question for question in again if question.text))


def key_of(code: str, text: str) -> str:
    """The name of a question's box: always the same for a question, chosen or raised, answered or not."""
    return f"said_{sha256((code or text).encode()).hexdigest()[:16]}"


def _on_page(rows: tuple[PageQuestion, ...], assessment: Assessment) -> list[AskedQuestion]:
    if not rows:
        cards = [card for card in prompt_cards(assessment, ()) if not card.from_diary]
        return [
            AskedQuestion(key_of(card.code, ""), card.code, card.question, "", None)
            for card in cards[:PRINTED]
        ]
    texts = {line.pk: line.text for line in listed_questions(rows, assessment)}
    return [
        AskedQuestion(key_of(row.code, texts[row.pk]), row.code, texts[row.pk], "", row.pk)
        for row in rows[:PRINTED]
    ]
