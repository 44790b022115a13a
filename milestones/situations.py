"""The situations in an assessment that may raise a question: codes for prompts.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from milestones.checkpoints import CheckpointStatus
from milestones.history import History
from milestones.lines import Course
from milestones.scale import is_as_deep_as

if TYPE_CHECKING:  # assessment.py builds on this module; only the name is needed here
    from milestones.assessment import Assessment

TRY_WITHOUT = "treatment_free_remission"
DEEP_ENOUGH = "mr4"


def list_situations(assessment: Assessment, known: History, course: Course) -> tuple[str, ...]:
    """Every code that may raise a question today, none twice."""
    found = (
        *(finding.code for finding in assessment.trend.findings),
        *(code for code in (assessment.trend.pattern,) if code),
        *_of_the_newest(assessment),
        *_of_the_course(assessment, known, course),
        *_of_other_tests(assessment, known),
        *(["other_guideline"] if assessment.other_guidelines else []),
    )
    return tuple(dict.fromkeys(found))


def _of_the_newest(assessment: Assessment) -> Iterator[str]:
    """What the newest blood test raises by itself."""
    newest = assessment.newest
    if newest is None:
        yield "no_results"
        return
    if newest.reason == "no_result":
        yield "no_usable_result"
    elif newest.reason:
        yield newest.reason
    if newest.interval is not None and not newest.depth_stated and not newest.small_sample:
        yield "depth_not_stated"
    if newest.severity in ("discuss", "soon"):
        yield f"result_{newest.severity}"
    if assessment.now.severity == "on_track":
        yield "on_track"
    elif assessment.now.because == ("too_early",):
        yield "too_early"


def _of_the_course(assessment: Assessment, known: History, course: Course) -> Iterator[str]:
    """What the treatment, the checkpoints and the goal raise."""
    last = _last_decided(assessment)
    if last is not None:
        yield f"checkpoint_{last.status}"
    if (
        assessment.line is not None
        and assessment.line.number > 1
        and assessment.now.because == ("too_early",)
    ):
        yield "new_line"
    if course.lines and assessment.line is not None and not assessment.on_treatment:
        yield "trying_without" if course.is_trying_without(assessment.today) else "off_treatment_not_tried"
    if known.person.goal == TRY_WITHOUT and _is_short_of_goal(assessment):
        yield "goal_not_reached"
    if (
        known.person.goal == "unset"
        and assessment.newest is not None
        and assessment.newest.reason == "too_early"
    ):
        yield "goal_unset_early"
    if assessment.deep_response.tests > 1:
        yield "deep_streak"


def _of_other_tests(assessment: Assessment, known: History) -> Iterator[str]:
    """What the newest blood count and marrow test say that only the team can read. No rule judges either.

    A later count of white cells that names no blasts found none to name; one of hemoglobin says nothing.
    """
    looked = [row for row in known.blood_counts if row.wbc is not None or row.blasts_percent is not None]
    if looked and looked[-1].blasts_percent:
        yield "blasts_reported"
    read = [row.collected_on for row in known.marrow if row.karyotype.strip()]
    newest = assessment.newest
    if read and (newest is None or newest.collected_on <= read[-1]):
        yield "karyotype_reported"


def _last_decided(assessment: Assessment) -> CheckpointStatus | None:
    """The checkpoint that the newest test decided, if it did."""
    newest_on = assessment.newest.collected_on if assessment.newest else None
    decided = [
        row for row in assessment.checkpoints if row.result == newest_on and row.status in ("met", "not_met")
    ]
    return decided[-1] if decided else None


def _is_short_of_goal(assessment: Assessment) -> bool:
    newest = assessment.newest
    judged = newest is not None and newest.row is not None
    return judged and newest is not None and not is_as_deep_as(newest.level, DEEP_ENOUGH)
