"""The questions a record raises today, each with its reason, in the order of the assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.records.diary.questions import DiaryPrompt
from cmlguide.web.words import marks, numbers
from cmlguide.web.words.questions import of_diary as diary_questions
from cmlguide.web.words.questions.of_diary import diary_facts
from cmlguide.web.words.questions.of_results import (
    OF_A_FOUND_CHANGE,
    QUESTIONS,
    WHY,
    WITHOUT_A_CAUSE,
    WITHOUT_NUMBERS,
)
from cmlguide.web.words.result import findings as finding_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import PageQuestion
    from milestones.assessment import Assessment
    from milestones.prompts import Prompt
    from milestones.trends import Finding
    from milestones.verdicts import JudgedResult


MOST_REASONS = 2
# The rise a question mentions is the one behind its own reasons: from the last test, else from the lowest.
TOLD_FROM = ("rise_from_previous", "within_wobble", "two_rises", "rise_from_lowest", "mmr_lost")


@dataclass(frozen=True)
class PromptCard:
    """One question with its reason; `chosen` if it is already on the person's page. One `from_diary` is
    printed only when chosen: the person decides what a team reads of the diary."""

    code: str
    question: str
    why: str
    chosen: bool
    from_diary: bool = False


def prompt_cards(assessment: Assessment, chosen: Collection[str]) -> tuple[PromptCard, ...]:
    """Every question raised today; `chosen` holds the codes already on the page."""
    return tuple(
        PromptCard(
            code=prompt.code,
            question=_question(prompt, assessment),
            why=why_text(prompt, assessment),
            chosen=prompt.code in chosen,
            from_diary=isinstance(prompt, DiaryPrompt),
        )
        for prompt in assessment.prompts
    )


def _question(prompt: Prompt, assessment: Assessment) -> str:
    if isinstance(prompt, DiaryPrompt):
        return str(diary_questions.QUESTIONS[prompt.code]) % diary_facts(prompt, assessment.today)
    return question_text(prompt.code, assessment)


def question_text(code: str, assessment: Assessment) -> str:
    """The question with the person's own numbers, or its short form if there are none."""
    text = str(_in_place(assessment).get(code, QUESTIONS[code]))
    facts = {**finding_words.level_percents(), **_last_two(assessment)}
    if code in WITHOUT_NUMBERS and not _has_all(text, facts):
        text = str(WITHOUT_NUMBERS[code])
    return text % facts


def _in_place(assessment: Assessment) -> Mapping[str, _StrOrPromise]:
    """The questions that are worded differently for this record."""
    has_simpler = not assessment.on_treatment or assessment.reasons
    changed = finding_words.find(assessment, "high_risk_karyotype")
    return {
        **(WITHOUT_A_CAUSE if has_simpler else {}),
        **(OF_A_FOUND_CHANGE if changed and changed.severity.is_concern else {}),
    }


def why_text(prompt: Prompt, assessment: Assessment) -> str:
    """The first two reasons that raised a question, joined."""
    held = {finding.code: finding for finding in assessment.trend.findings}
    reasons = [_reason(code, held, assessment) for code in prompt.because[:MOST_REASONS]]
    return marks.listed(dict.fromkeys(reasons))


def _reason(code: str, held: dict[str, Finding], assessment: Assessment) -> str:
    if code in held:
        return finding_words.why(held[code], assessment)
    if code == "no_treatment" and assessment.next_start is not None:
        return _("your treatment is about to start")
    return str(WHY[code] if code in WHY else diary_questions.WHY[code])


def _has_all(text: str, facts: dict[str, str]) -> bool:
    return all(facts.get(name) for name in ("before", "now") if f"%({name})s" in text)


def _last_two(assessment: Assessment) -> dict[str, str]:
    """The two results of a rise that still counts, as reported; empty if there is none with a number.
    A newest test that cannot rule the rise out does not end it, so the second result is the rise's own.
    """
    rise = finding_words.find(assessment, *TOLD_FROM)
    is_rise = (
        rise is not None and rise.fold is not None and rise.fold > 1 and not numbers.is_about_one(rise.fold)
    )
    if rise is None or not is_rise:
        return {"now": _number_of(assessment.newest), "before": ""}
    before, after = (numbers.test_on(day, assessment) for day in (rise.compared_with, rise.result))
    return {"now": _number_of(after), "before": _number_of(before)}


def _number_of(judged: JudgedResult | None) -> str:
    if judged is None or judged.result.kind in ("no_result", "level"):
        return ""
    return numbers.short_value(judged.result)


# A short list that gets answered calms people and saves time; a long one is not read.
PRINTED = 3


@dataclass(frozen=True)
class ListedQuestion:
    """A question on the person's list. `why` is "" for their own, and for one the data no longer raises;
    `code` is "" for their own."""

    pk: int
    code: str
    text: str
    why: str
    is_own: bool
    number: int
    is_first: bool
    is_last: bool


def listed_questions(listed: Iterable[PageQuestion], assessment: Assessment) -> tuple[ListedQuestion, ...]:
    """Each question in the words for today's data; if the data no longer raises it, as it was chosen."""
    rows = tuple(listed)
    cards = {card.code: card for card in prompt_cards(assessment, ())}
    return tuple(_line(row, cards.get(row.code), index, len(rows)) for index, row in enumerate(rows))


def _line(row: PageQuestion, card: PromptCard | None, index: int, count: int) -> ListedQuestion:
    return ListedQuestion(
        pk=row.pk,
        code=row.code,
        text=card.question if card and row.code else row.text,
        why=card.why if card and row.code else "",
        is_own=not row.code,
        number=index + 1,
        is_first=index == 0,
        is_last=index == count - 1,
    )
