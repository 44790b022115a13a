"""Words for the time before and in the first year: when the tablets begin, and the first checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cmlguide.web.words import dates, numbers
from cmlguide.web.words.medicines import medicine_words

if TYPE_CHECKING:
    from datetime import date

    from milestones.assessment import Assessment


def begins(assessment: Assessment) -> str:
    """That the first tablet is still to come, and the first checkpoint after it; "" if it is not."""
    start = assessment.next_start
    if start is None:
        return ""
    told = {"medicine": medicine_words(start.medicine), "day": _near(start.started_on, assessment.today)}
    said = _("You start %(medicine)s on %(day)s. Until then there is nothing to compare.") % told
    return " ".join(part for part in (said, first_checkpoint(assessment)) if part)


def first_checkpoint(assessment: Assessment) -> str:
    """`Your first checkpoint is by 15 February: 10% or less is the usual goal.`; "" without a timetable."""
    goals = (step for step in assessment.first_year.steps if step.target_percent is not None)
    step = next(goals, None)
    if step is None or step.target_percent is None:
        return ""
    return _("Your first checkpoint is by %(day)s: the usual goal is %(goal)s or less.") % {
        "day": _near(step.due_on, assessment.today),
        "goal": numbers.rounded_percent(step.target_percent),
    }


def next_stop(assessment: Assessment) -> str:
    """What comes next in the first year, or what the present time is for; "" without a timetable."""
    today = assessment.today
    waiting = (step for step in assessment.first_year.steps if step.tested_on is None and step.by >= today)
    step = next(waiting, None)
    if step is None:
        return ""
    told = {
        "month": step.month,
        "day": _near(step.due_on, today),
        "by": _near(step.by, today),
        "goal": numbers.rounded_percent(step.target_percent) if step.target_percent is not None else "",
    }
    if step.due_on < today:
        return _now(has_goal=bool(told["goal"])) % told
    if not told["goal"]:
        return _("Next: a test about %(day)s.") % told
    return (
        _("Next: the %(month)s-month checkpoint, about %(day)s. The usual goal is %(goal)s or less.") % told
    )


def _now(*, has_goal: bool) -> str:
    """Words for a stop whose day is past but whose time is not over: a past day is not what comes next."""
    if has_goal:
        return _(
            "Now: the %(month)s-month checkpoint. A test up to %(by)s counts for it. "
            "The usual goal is %(goal)s or less."
        )
    return _("Now: the test of month %(month)s. It is usual up to %(by)s.")


def _near(day: date, today: date) -> str:
    return dates.day_and_month(day, today=today)
