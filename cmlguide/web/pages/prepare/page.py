"""Prepare: the person's short list for the visit, and the questions their results raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmlguide.web.words.preferences import SPECIALIST
from cmlguide.web.words.questions import cards as questions
from cmlguide.web.words.questions.cards import PRINTED, ListedQuestion, listed_questions
from cmlguide.web.words.questions.checklist import ChecklistCard, checklist_card
from cmlguide.web.words.result.newest import Phone, contacts
from cmlguide.web.words.visits import Visits, visits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import ChecklistAnswer, PageQuestion, Person, Visit
    from milestones.assessment import Assessment

# As many as a phone shows without much scrolling; the rest open with a tap.
SHOWN = 2


@dataclass(frozen=True)
class PreparePage:
    """`printed`: the first three, in order; `later`: the rest.

    `raised` are the first of the further questions the data raises; `more_raised` the rest.
    `checklist` is None if nothing rose; `specialist` is "" until the person says something about one.
    """

    printed: tuple[ListedQuestion, ...]
    later: tuple[ListedQuestion, ...]
    raised: tuple[questions.PromptCard, ...]
    more_raised: tuple[questions.PromptCard, ...]
    visits: Visits
    checklist: ChecklistCard | None
    preferences: str
    specialist: str
    specialist_note: str
    contacts: tuple[Phone, ...]


def prepare_page(
    person: Person,
    assessment: Assessment,
    listed: Iterable[PageQuestion],
    kept_visits: Iterable[Visit],
    answers: Iterable[ChecklistAnswer],
) -> PreparePage:
    """The values for Prepare: the questions in the person's order, their visits and their checklist."""
    lines = listed_questions(listed, assessment)
    on_list = {question.code for question in listed if question.code}
    raised = tuple(card for card in questions.prompt_cards(assessment, on_list) if not card.chosen)
    return PreparePage(
        printed=lines[:PRINTED],
        later=lines[PRINTED:],
        raised=raised[:SHOWN],
        more_raised=raised[SHOWN:],
        visits=visits(kept_visits, assessment.today),
        checklist=checklist_card(assessment, answers),
        preferences=person.preferences.strip(),
        specialist=str(SPECIALIST.get(person.specialist, "")),
        specialist_note=person.specialist_note.strip(),
        contacts=contacts(person),
    )
