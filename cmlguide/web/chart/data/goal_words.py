"""The words of the stressed level: its label, a short form for a phone, and the whole sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cmlguide.web.chart.data import words as chart
from cmlguide.web.words import engine as words
from cmlguide.web.words.goals import agreed_level


@dataclass(frozen=True)
class GoalWords:
    """`label` is written on the line, `short` where there is little room, `sentence` everywhere else."""

    label: str
    short: str
    sentence: str


def too_low_to_find() -> GoalWords:
    sentence = _(
        "Your goal is a level too low to find: the bottom of this chart. It has no number. An open "
        "triangle shows how deep a test could see."
    )
    return GoalWords(_("your goal: too low to find"), _("your goal"), sentence)


def deep_levels(level: str) -> GoalWords:
    """Where the deep levels begin: a fact about the ladder, neither a promise nor a condition."""
    sentence = _(
        "Your goal is a time without treatment. The line marks %(level)s, where the deep levels "
        "start. If and when to try it is for you and your team to decide."
    )
    return GoalWords(_("your goal: deep levels"), _("your goal"), sentence % {"level": words.LEVELS[level]})


def stay_at(percent: Decimal) -> GoalWords:
    """The level to stay below while a time without treatment lasts."""
    goal = {"goal": chart.at_most(percent)}
    sentence = _("Your goal is a time without treatment. While it lasts, the level to stay at is %(goal)s.")
    return GoalWords(_("your goal: stay at %(goal)s") % goal, _("your goal"), sentence % goal)


def agreed(percent: Decimal, day: date | None) -> GoalWords:
    """The level the person and the team agreed on, whatever a guideline says."""
    label = _("agreed: %(level)s") % {"level": chart.at_most(percent)}
    return GoalWords(label, _("agreed"), agreed_level(percent, day))


def goal_now(percent: Decimal, guideline: str, by: date | None, today: date, *, own: bool) -> GoalWords:
    """A checkpoint's level, with its day if that is ahead; `own`: the person chose a goal it serves."""
    day = "" if by is None else chart.near_date(by, today)
    place = {"level": chart.at_most(percent), "day": day, "guideline": words.guideline_name(guideline)}
    if own:
        sentence = (
            _("Your goal now: %(level)s, by %(day)s (%(guideline)s).")
            if day
            else _("Your goal now: %(level)s (%(guideline)s).")
        )
        return GoalWords(_("your goal now: %(level)s") % place, _("your goal"), sentence % place)
    sentence = (
        _("The usual goal now: %(level)s, by %(day)s (%(guideline)s).")
        if day
        else _("The usual goal now: %(level)s (%(guideline)s).")
    )
    return GoalWords(_("usual goal now: %(level)s") % place, _("usual goal"), sentence % place)
