"""The checklist a clinic starts with when a number rises, and the person's answers for one result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cmlguide.web.words import dates
from cmlguide.web.words.result import findings as finding_words
from cmlguide.web.words.result.change import RISES
from cmlguide.web.words.result.newest import first_checks, hold

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrOrPromise

    from cmlguide.records.models import ChecklistAnswer
    from milestones.assessment import Assessment

ITEMS: Mapping[str, _StrOrPromise] = {
    "same_lab": _("Was it the same lab as last time?"),
    "missed_doses": _("Any doses missed, or not kept down?"),
    "new_intake": _("A new medicine, antacid, supplement, or grapefruit?"),
    "repeat_planned": _("Is a repeat test planned?"),
}
# The same in a word or two, for the printed page.
SHORT: Mapping[str, _StrOrPromise] = {
    "same_lab": _("same lab"),
    "missed_doses": _("doses missed"),
    "new_intake": _("something new taken"),
    "repeat_planned": _("repeat planned"),
}
WHICH: Mapping[str, _StrOrPromise] = {
    "missed_doses": _("How many, and why, if you want to say"),
    "new_intake": _("What was it, and since when"),
}
ABOUT_DOSES = ("missed_doses", "new_intake")
ANSWERS: Mapping[str, _StrOrPromise] = {"yes": _("Yes"), "no": _("No"), "not_sure": _("Not sure")}
ANSWERS_LISTED: Mapping[str, _StrOrPromise] = {
    "yes": pgettext_lazy("answer", "yes"),
    "no": pgettext_lazy("answer", "no"),
    "not_sure": _("not sure"),
}


@dataclass(frozen=True)
class ChecklistLine:
    """One question, and its answer so far ("" while it is open)."""

    question: str
    answer: str
    text: str


@dataclass(frozen=True)
class ChecklistCard:
    """The checklist for the result of `day`. `hold`: change nothing before you ask."""

    day: str
    lines: tuple[ChecklistLine, ...]
    is_open: bool
    hold: str


def items_for(assessment: Assessment) -> tuple[str, ...]:
    """The items that apply: those about doses only while a medicine is taken, and not after a transplant."""
    asks_doses = assessment.on_treatment and not assessment.after_transplant
    return tuple(item for item in ITEMS if asks_doses or item not in ABOUT_DOSES)


def asked_about(assessment: Assessment) -> date | None:
    """The day of the result the checklist is about: the one that rose, else the newest; None without any.

    A later test that cannot be judged leaves the rise, and its day, in place.
    """
    rise = finding_words.find(assessment, *RISES)
    if rise is not None and rise.result is not None:
        return rise.result
    return assessment.newest.collected_on if assessment.newest else None


def checklist_card(assessment: Assessment, answers: Iterable[ChecklistAnswer]) -> ChecklistCard | None:
    """The card on Prepare for that result; None if nothing rose and nothing was answered."""
    day = asked_about(assessment)
    if day is None:
        return None
    kept = {row.item: row for row in answers if row.result_on == day}
    if not kept and first_checks(assessment) is None:
        return None
    lines = tuple(_line(item, kept.get(item)) for item in items_for(assessment))
    is_open = not all(line.answer for line in lines)
    return ChecklistCard(dates.long_date(day), lines, is_open, hold(assessment))


def _line(item: str, row: ChecklistAnswer | None) -> ChecklistLine:
    return ChecklistLine(str(ITEMS[item]), str(ANSWERS[row.answer]) if row else "", row.text if row else "")
