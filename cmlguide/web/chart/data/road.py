"""The road ahead: where there is one result yet, from before treatment, the first year's checkpoints stand
in the time to come, with their days. Levels and days are the engine's; no curve is foretold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import Event, Goal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmlguide.web.chart.data.values import Point
    from milestones.assessment import Assessment


def is_road(points: Sequence[Point], assessment: Assessment) -> bool:
    """Whether the one result there is was taken before the first test of the year on treatment is due."""
    steps = assessment.first_year.steps
    return len(points) == 1 and bool(steps) and points[0].on < steps[0].from_


def road_goals(assessment: Assessment) -> tuple[Goal, ...]:
    """The checkpoints of the first year, each with its day: nothing else is on the chart yet."""
    return tuple(
        Goal(
            on=step.due_on,
            percent=step.target_percent,
            when=words.by_months(step.month),
            goal=words.at_most(step.target_percent),
            date_words=words.near_date(step.due_on, assessment.today),
        )
        for step in assessment.first_year.steps
        if step.target_percent is not None
    )


def beginning(assessment: Assessment) -> Event | None:
    """The day treatment begins, where that is still to come."""
    year = assessment.first_year
    if year.begun or year.starts_on is None:
        return None
    said = words.line_start(1, year.medicine, year.starts_on)
    return Event(year.starts_on, said, words.begins(year.medicine, year.starts_on, assessment.today))
