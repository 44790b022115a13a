"""The situations in an assessment that may raise a question, as codes for prompts.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milestones.assessment import OtherVerdict, Trend
from milestones.checkpoints import CheckpointStatus
from milestones.counts import CountsJudgement
from milestones.history import History
from milestones.lines import Course, Line
from milestones.reasons import Reason
from milestones.scale import is_as_deep_as
from milestones.severity import Severity
from milestones.standing import Now
from milestones.streak import DeepResponse
from milestones.timing import NextTest
from milestones.trends import Finding
from milestones.verdicts import JudgedResult

TRY_WITHOUT = "treatment_free_remission"
DEEP_ENOUGH = "mr4"


@dataclass(frozen=True)
class Picture:
    """The parts of an Assessment that may raise a question, with the same names."""

    today: date
    now: Now
    level: Now
    newest: JudgedResult | None
    checkpoints: tuple[CheckpointStatus, ...]
    trend: Trend
    counts: CountsJudgement | None
    reasons: tuple[Reason, ...]
    next_test: NextTest | None
    deep_response: DeepResponse
    other_guidelines: tuple[OtherVerdict, ...]
    line: Line | None
    on_treatment: bool
    after_transplant: bool


def list_situations(picture: Picture, known: History, course: Course) -> tuple[str, ...]:
    """Every code that may raise a question today, without repeats."""
    found = (
        *(finding.code for finding in picture.trend.findings if _raises(finding)),
        *(code for code in (picture.trend.pattern,) if code),
        *_of_the_newest(picture),
        *_of_the_course(picture, known, course),
        *_of_other_tests(picture, known),
        *(f"reason_{reason.code}" for reason in picture.reasons if reason.code != "lab_changed"),
        *_after_transplant(picture),
        *(["any_concern"] if _holds_concern(picture) else []),
        *(["other_guideline"] if picture.other_guidelines else []),
    )
    return tuple(dict.fromkeys(found))


def _raises(finding: Finding) -> bool:
    """Whether a finding raises a question; a high-risk change in an older karyotype no longer does."""
    return finding.code != "high_risk_karyotype" or finding.severity.is_concern


def _holds_concern(picture: Picture) -> bool:
    """Whether anything is of concern, so that a question that celebrates would be out of place."""
    return picture.now.severity.is_concern or picture.trend.severity.is_concern


def _after_transplant(picture: Picture) -> Iterator[str]:
    """After a transplant there are no questions about doses or resistance: the transplant team decides."""
    if picture.after_transplant:
        yield "after_transplant"
        if picture.now.severity.is_concern:
            yield "concern_after_transplant"


def _of_the_newest(picture: Picture) -> Iterator[str]:
    """What the newest blood test alone raises."""
    newest = picture.newest
    if newest is None:
        yield "no_results"
        return
    if newest.reason == "no_result":
        yield "no_usable_result"
    elif newest.reason:
        yield newest.reason
    if newest.severity.is_concern:
        yield f"result_{newest.severity}"
    if picture.now.severity is Severity.ON_TRACK:
        yield "on_track"
    elif picture.now.because == ("too_early",):
        yield "too_early"


def _of_the_course(picture: Picture, known: History, course: Course) -> Iterator[str]:
    """What the treatment, the checkpoints and the goal raise."""
    last = _last_decided(picture)
    if last is not None:
        yield f"checkpoint_{last.status}"
    if picture.line is not None and picture.line.number > 1 and picture.now.because == ("too_early",):
        yield "new_line"
    if course.lines and picture.line is not None and not picture.on_treatment:
        yield "trying_without" if course.is_trying_without(picture.today) else "off_treatment_not_tried"
    if known.person.goal == TRY_WITHOUT and _is_short_of_goal(picture):
        yield "goal_not_reached"
    if known.person.goal == "unset" and _is_at_the_beginning(picture):
        yield "goal_unset_early"
    if picture.deep_response.tests > 1:
        yield "deep_streak"


def _of_other_tests(picture: Picture, known: History) -> Iterator[str]:
    """What the newest blood count and marrow test raise.

    A later count of white cells that names no blasts found none; one of hemoglobin alone says nothing about
    them.
    """
    yield from (found.code for found in picture.counts.findings) if picture.counts else ()
    looked = [row for row in known.blood_counts if row.wbc is not None or row.blasts_percent is not None]
    if looked and looked[-1].blasts_percent:
        yield "blasts_reported"
    read = [row.collected_on for row in known.marrow if row.karyotype.strip()]
    newest = picture.newest
    if read and (newest is None or newest.collected_on <= read[-1]):
        yield "karyotype_reported"


def _is_at_the_beginning(picture: Picture) -> bool:
    """Whether the first medicine has only just begun;
    a new medicine years later has a question of its own."""
    newest, line = picture.newest, picture.line
    return newest is not None and newest.reason == "too_early" and line is not None and line.number == 1


def _last_decided(picture: Picture) -> CheckpointStatus | None:
    """The checkpoint decided by the newest test, if any."""
    newest_on = picture.newest.collected_on if picture.newest else None
    decided = [
        row for row in picture.checkpoints if row.result == newest_on and row.status in ("met", "not_met")
    ]
    return decided[-1] if decided else None


def _is_short_of_goal(picture: Picture) -> bool:
    newest = picture.newest
    judged = newest is not None and newest.row is not None
    return judged and newest is not None and not is_as_deep_as(newest.level, DEEP_ENOUGH)
