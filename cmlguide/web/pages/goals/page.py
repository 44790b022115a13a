"""My goals: each with its place and whether it was talked over, and any conflict with About me."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.actions.goals import TRY_WITHOUT, unlisted_goal
from cmlguide.records.models import Goal, Person
from cmlguide.web.words.goals import WORDS, agreed_level, goal_text

NOTES: dict[str, Promise] = {
    "counts_normal": gettext_lazy("Often the first goal, in the first weeks and months."),
    "fewer_copies": gettext_lazy("Your team may say protein. Each step down is ten times less."),
    "too_low_to_find": gettext_lazy("“Not detected”, as deep as the test can see."),
    "no_progression": gettext_lazy("Most people with CML stay in this phase for years."),
    "treatment_free_remission": gettext_lazy("For some people, later on, with close testing."),
    "quality_of_life": gettext_lazy("Work, sleep, family, mood: what a normal day needs."),
    "family_plans": gettext_lazy("Tell your team early. Some medicines need a plan first."),
}


@dataclass(frozen=True)
class GoalLine:
    """One chosen goal: `text` in our words or the person's, and its place in the list."""

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
class Disagreement:
    """Results may be read by another goal than the list says, in a record from elsewhere: the explanation,
    the goal to choose, and the label of its button."""

    text: str
    code: str
    button: str


@dataclass(frozen=True)
class GoalsPage:
    """The chosen goals, most important first, the common ones left to choose from, and the level agreed on
    with the team ("" if there is none)."""

    chosen: tuple[GoalLine, ...]
    common: tuple[CommonGoal, ...]
    disagreement: Disagreement | None
    agreed: str


def _disagreement(codes: Collection[str], engine_goal: str) -> Disagreement | None:
    unlisted = unlisted_goal(engine_goal, codes)
    if unlisted:
        said = _("Results are read by this goal in your record: %(goal)s. It is not on your list yet.")
        return Disagreement(said % {"goal": WORDS[unlisted]}, unlisted, _("Add to my goals"))
    if TRY_WITHOUT in codes and engine_goal != TRY_WITHOUT:
        said = _("Your results are not read by this goal yet: %(goal)s.")
        return Disagreement(said % {"goal": WORDS[TRY_WITHOUT]}, TRY_WITHOUT, _("Read my results by it"))
    return None


def goals_page(person: Person) -> GoalsPage:
    """The values for the page: goals in the person's order, the one results are read by,
    the level agreed on."""
    rows, level = tuple(person.goals.kept()), person.agreed_percent_is
    chosen = {row.code for row in rows}
    return GoalsPage(
        disagreement=_disagreement(chosen, person.goal),
        chosen=tuple(_line(row, place, len(rows)) for place, row in enumerate(rows)),
        common=tuple(CommonGoal(code, WORDS[code], NOTES[code]) for code in WORDS if code not in chosen),
        agreed="" if level is None else agreed_level(level, person.agreed_on),
    )


def _line(row: Goal, place: int, count: int) -> GoalLine:
    return GoalLine(row.pk, goal_text(row), row.talked_over, place == 0, place == count - 1)
