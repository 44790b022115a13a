"""Prepare: the person's short list for the appointment, and the questions their results raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmlguide.web.words.preferences import SPECIALIST
from cmlguide.web.words.questions import cards as questions
from cmlguide.web.words.questions.checklist import ChecklistCard, checklist_card
from cmlguide.web.words.result.newest import Phone, contacts
from cmlguide.web.words.visits import Visits, visits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmlguide.records.models import Appointment, ChecklistAnswer, PageQuestion, Person
    from milestones.assessment import Assessment

# A short list, answered, calms and saves time; a long one is not read.
PRINTED = 3
# As many as a phone shows before one has to scroll far; the rest open with a tap.
SHOWN = 2


@dataclass(frozen=True)
class ListedQuestion:
    """A question on the person's list. `why` is empty for their own and for one the data no longer raises."""

    pk: int
    text: str
    why: str
    is_own: bool
    number: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class PreparePage:
    """`printed`: the first three, in order; `later`: the rest.

    `raised` is what the data asks besides, the first of it; `more_raised` the rest.
    `checklist` is None where nothing rose; `specialist` is empty until the person says something of it.
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
    appointments: Iterable[Appointment],
    answers: Iterable[ChecklistAnswer],
) -> PreparePage:
    """The values of Prepare, from the questions in the person's order, their visits and their checklist."""
    lines = listed_questions(listed, assessment)
    on_list = {question.code for question in listed if question.code}
    raised = tuple(card for card in questions.prompt_cards(assessment, on_list) if not card.chosen)
    return PreparePage(
        printed=lines[:PRINTED],
        later=lines[PRINTED:],
        raised=raised[:SHOWN],
        more_raised=raised[SHOWN:],
        visits=visits(appointments, assessment.today),
        checklist=checklist_card(assessment, answers),
        preferences=person.preferences.strip(),
        specialist=str(SPECIALIST.get(person.specialist, "")),
        specialist_note=person.specialist_note.strip(),
        contacts=contacts(person),
    )


def listed_questions(listed: Iterable[PageQuestion], assessment: Assessment) -> tuple[ListedQuestion, ...]:
    """Each question in the words of today's data; where the data no longer raises it, as it was chosen."""
    rows = tuple(listed)
    cards = {card.code: card for card in questions.prompt_cards(assessment, ())}
    return tuple(_line(row, cards.get(row.code), index, len(rows)) for index, row in enumerate(rows))


def _line(row: PageQuestion, card: questions.PromptCard | None, index: int, count: int) -> ListedQuestion:
    return ListedQuestion(
        pk=row.pk,
        text=card.question if card and row.code else row.text,
        why=card.why if card and row.code else "",
        is_own=not row.code,
        number=index + 1,
        is_first=index == 0,
        is_last=index == count - 1,
    )
