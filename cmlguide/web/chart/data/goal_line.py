"""Which level the chart stresses: the one required by the person's first goal that has a level; and the level
the person agreed on with their team, shown next to it.

No number is defined here: deep is defined in `milestones.streak`, a checkpoint in the guideline, and what
ends a time without treatment in `milestones/numbers/trend.toml`. A guideline's own level for treatment-free
remission is not used: it has not been checked against the source again, so it is never shown.
"""

from __future__ import annotations

from decimal import Decimal

from cmlguide.records.actions.goals import unlisted_goal
from cmlguide.web.chart.data import goal_words as chart_goal
from cmlguide.web.chart.data.values import GoalLine
from milestones.assessment import Assessment
from milestones.history import History
from milestones.scale import level_percent
from milestones.sourced import load_decimal
from milestones.streak import DEEP

WITHOUT_TREATMENT = "treatment_free_remission"
TOO_LOW_TO_FIND = "too_low_to_find"
# Goals served by the next checkpoint. The others (blood counts, a family, own words) have no level.
BY_CHECKPOINT = ("fewer_copies", "no_progression", "quality_of_life")
WITH_A_LEVEL = (WITHOUT_TREATMENT, TOO_LOW_TO_FIND, *BY_CHECKPOINT)
FOOT = Decimal(0)


def goal_line(assessment: Assessment, history: History) -> GoalLine | None:
    """The line for the goal that matters now; None if it has no level (no checkpoints apply)."""
    goal = leading_goal(history)
    if goal == TOO_LOW_TO_FIND:
        return _line(goal, FOOT, chart_goal.too_low_to_find())
    if goal == WITHOUT_TREATMENT and assessment.on_treatment:
        return _line(goal, level_percent(DEEP), chart_goal.deep_levels(DEEP))
    if goal == WITHOUT_TREATMENT:
        stay = load_decimal("trend", "above_mmr_off_treatment", "above_percent_is")
        return _line(goal, stay, chart_goal.stay_at(stay))
    return _by_checkpoint(goal, assessment)


def agreed_line(history: History) -> GoalLine | None:
    """The level agreed on with the team; None if there is none."""
    person = history.person
    if person.agreed_percent_is is None:
        return None
    said = chart_goal.agreed(person.agreed_percent_is, person.agreed_on)
    return _line("", person.agreed_percent_is, said)


def leading_goal(history: History) -> str:
    """The code of the first goal that has a level, in the person's own order; "" without one.

    A record from elsewhere may have the engine's goal but no list.
    """
    listed = history.extra.get("goals")
    items = listed if isinstance(listed, list) else []
    codes = [str(item.get("code")) for item in items if isinstance(item, dict)]
    unlisted = unlisted_goal(history.person.goal, codes)
    return next((code for code in (unlisted, *codes) if code in WITH_A_LEVEL), "")


def _by_checkpoint(goal: str, assessment: Assessment) -> GoalLine | None:
    """The next checkpoint's level, or after the last one that one's, from the guideline and for this goal."""
    if not assessment.checkpoints:
        return None
    ahead = next((point for point in assessment.checkpoints if point.status == "ahead"), None)
    point = ahead or assessment.checkpoints[-1]
    by = ahead.due_on if ahead else None
    said = chart_goal.goal_now(
        point.target_percent, assessment.guideline, by, assessment.today, own=bool(goal)
    )
    return _line(goal, point.target_percent, said)


def _line(goal: str, percent: Decimal, said: chart_goal.GoalWords) -> GoalLine:
    return GoalLine(goal, percent, said.label, said.short, said.sentence)
