"""Goals in the person's words and order, and the common ones they have not chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cmlguide.records.models import Goal

OWN = "own"
WORDS: dict[str, Promise] = {
    "counts_normal": _("My blood counts back to normal"),
    "fewer_copies": _("Fewer BCR::ABL1 copies"),
    "too_low_to_find": _("A level too low to find"),
    "no_progression": _("CML that stays in the chronic phase"),
    "treatment_free_remission": _("A time without treatment (treatment-free remission)"),
    "quality_of_life": _("Living well with CML on treatment"),
    "family_plans": _("Planning a family"),
}
NOTES: dict[str, Promise] = {
    "counts_normal": _("Often the first goal, in the first weeks and months."),
    "fewer_copies": _("Your team may say protein. Each step down is ten times less."),
    "too_low_to_find": _("“Not detected”, as deep as the test can see."),
    "no_progression": _("Most people with CML stay in this phase for years."),
    "treatment_free_remission": _("For some people, later on, with close testing."),
    "quality_of_life": _("Work, sleep, family, mood: what a normal day needs."),
    "family_plans": _("Tell your team early. Some medicines need a plan first."),
}


@dataclass(frozen=True)
class GoalLine:
    """One chosen goal: `text` in our words or the person's, and where it stands in the list."""

    pk: int
    text: str
    talked_over: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class CommonGoal:
    """A common goal the person may choose."""

    code: str
    text: Promise
    note: Promise


@dataclass(frozen=True)
class GoalsPage:
    """The chosen goals, first what matters most, and the common ones left to choose."""

    chosen: tuple[GoalLine, ...]
    common: tuple[CommonGoal, ...]


def goals_page(goals: Iterable[Goal]) -> GoalsPage:
    """The values of the page, from the goals in the person's order."""
    rows = tuple(goals)
    chosen = {row.code for row in rows}
    return GoalsPage(
        chosen=tuple(_line(row, place, len(rows)) for place, row in enumerate(rows)),
        common=tuple(CommonGoal(code, WORDS[code], NOTES[code]) for code in WORDS if code not in chosen),
    )


def _line(row: Goal, place: int, count: int) -> GoalLine:
    return GoalLine(row.pk, goal_text(row), row.talked_over, place == 0, place == count - 1)


def goal_text(goal: Goal) -> str:
    """The goal in a few words: the person's own where they wrote them."""
    return goal.text if goal.code == OWN else str(WORDS[goal.code])
