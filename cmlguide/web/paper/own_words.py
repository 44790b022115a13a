"""What the person contributes to the page: goals, wishes, visits, diary, checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cmlguide.records.diary.since_visit import since_rows
from cmlguide.records.extra_lists import VISITS, read_lists
from cmlguide.web.paper.since_diary import diary_lines, note_lines
from cmlguide.web.words import dates, marks
from cmlguide.web.words import engine as words
from cmlguide.web.words.goals import agreed_level, goal_text
from cmlguide.web.words.questions import checklist
from cmlguide.web.words.visits import last_visit, next_visit

if TYPE_CHECKING:
    from datetime import date

    from cmlguide.records.models import (
        Allergy,
        Answer,
        ChecklistAnswer,
        DiaryEntry,
        Goal,
        OtherMedicine,
        Person,
        Visit,
    )
    from milestones.assessment import Assessment
    from milestones.history import History


@dataclass(frozen=True)
class OwnEntries:
    """The rows of the record that only the person can write."""

    goals: tuple[Goal, ...] = ()
    diary: tuple[DiaryEntry, ...] = ()
    other_medicines: tuple[OtherMedicine, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    visits: tuple[Visit, ...] = ()
    answers: tuple[Answer, ...] = ()
    checklist_answers: tuple[ChecklistAnswer, ...] = ()

    def last_visit(self, today: date) -> Visit | None:
        """The last visit that happened."""
        return last_visit(self.visits, today)

    def next_visit(self, today: date) -> Visit | None:
        """The next visit, including today's."""
        return next_visit(self.visits, today)


def own_entries(history: History) -> OwnEntries:
    """The rows that come with a History, so that the page needs no query of its own."""
    rows: dict[str, list[Any]] = read_lists(history.extra)[0]
    rows["visits"] = rows.pop(VISITS)
    return OwnEntries(**{name: tuple(rows[name]) for name in OwnEntries.__dataclass_fields__})


def since_lines(own: OwnEntries, start: date | None, assessment: Assessment) -> tuple[str, ...]:
    """Lines that follow the results: ticked diary entries, new medicines, checklist,
    last decisions, notes."""
    today = assessment.today
    since = since_rows(
        own.diary, own.other_medicines, own.allergies, since=start, today=today, only_ticked=True
    )
    asked = (*_checked(own, assessment), *_decided(own, today))
    return (*diary_lines(since), *asked, *note_lines(since))


def other_lines(own: OwnEntries, today: date) -> tuple[str, ...]:
    """Other medicines taken now, and allergies: a team asks for them at every visit."""
    taken = [row for row in own.other_medicines if row.stopped_on is None or row.stopped_on >= today]
    names = ", ".join(f"{row.name} {row.dose}".strip() for row in taken)
    known = ", ".join(f"{row.name} ({row.reaction})" if row.reaction else row.name for row in own.allergies)
    parts = (
        _("Other medicines: %(names)s") % {"names": names} if names else "",
        _("Allergies: %(names)s") % {"names": known} if known else "",
    )
    return tuple(part for part in parts if part)


def goal_lines(own: OwnEntries, person: Person) -> tuple[str, ...]:
    """The goals in order on one line, and what matters to the person."""
    texts = [goal_text(goal) for goal in own.goals] or [str(words.GOALS[person.goal])]
    label = _("My goals: %(goals)s") if len(texts) > 1 else _("My goal: %(goals)s")
    lines = [label % {"goals": " · ".join(texts)}]
    if person.agreed_percent_is is not None:
        lines.append(agreed_level(person.agreed_percent_is, person.agreed_on))
    if person.preferences.strip():
        lines.append(_("What matters to me: %(words)s") % {"words": person.preferences.strip()})
    return tuple(lines)


def _checked(own: OwnEntries, assessment: Assessment) -> Iterable[str]:
    """The checklist for the result that rose, if it was answered."""
    day = checklist.asked_about(assessment)
    said = [_answer(row) for row in own.checklist_answers if row.result_on == day]
    return [_("Checked: %(what)s.") % {"what": marks.listed(said)}] if said else []


def _answer(row: ChecklistAnswer) -> str:
    answer = str(checklist.ANSWERS_LISTED[row.answer])
    line = marks.labelled(checklist.SHORT[row.item], answer)
    return f"{line} ({marks.quoted(row.text.strip())})" if row.text.strip() else line


def _decided(own: OwnEntries, today: date) -> Iterable[str]:
    visit = own.last_visit(today)
    if visit is None or not visit.decisions.strip():
        return []
    facts = {"day": dates.short_date(visit.visit_on), "words": visit.decisions.strip()}
    return [_("Decided on %(day)s: %(words)s") % facts]
