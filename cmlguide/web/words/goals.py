"""Goals in the person's words and order, and the common ones they have not chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmlguide.records.models import Goal
from cmlguide.web.words import dates, numbers
from cmlguide.web.words import engine as words

OWN = "own"
WORDS: dict[str, Promise] = {
    "counts_normal": gettext_lazy("My blood counts back to normal"),
    "fewer_copies": gettext_lazy("Fewer BCR::ABL1 copies"),
    "too_low_to_find": gettext_lazy("A level too low to find"),
    "no_progression": gettext_lazy("CML that stays in the chronic phase"),
    "treatment_free_remission": gettext_lazy("A time without treatment (treatment-free remission)"),
    "quality_of_life": gettext_lazy("Living well with CML on treatment"),
    "family_plans": gettext_lazy("Planning a family"),
}


@dataclass(frozen=True)
class GoalsInShort:
    """The goals as another page shows them."""

    label: str
    texts: tuple[str, ...]


def goals_in_short(goals: Iterable[Goal], engine_goal: str) -> GoalsInShort:
    """The list or, without one, the goal by which results are read."""
    texts = tuple(goal_text(row) for row in goals) or (str(words.GOALS[engine_goal]),)
    return GoalsInShort(_("My goals") if len(texts) > 1 else _("My goal"), texts)


def agreed_level(percent: Decimal, day: date | None) -> str:
    """`The level we agreed on: 0.5% or less (1 Jun 2026).`"""
    if day is None:
        return _("The level we agreed on: %(percent)s or less.") % {"percent": numbers.percent(percent)}
    return _("The level we agreed on: %(percent)s or less (%(day)s).") % {
        "percent": numbers.percent(percent),
        "day": dates.short_date(day),
    }


def goal_text(goal: Goal) -> str:
    """The goal in a few words: the person's own, if they wrote any."""
    return goal.text if goal.code == OWN else str(WORDS[goal.code])
