"""The checkpoints of the current clock: which were met, which are ahead; and the ladder of levels reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from milestones.guideline import Checkpoint
from milestones.lines import Line
from milestones.scale import is_as_deep_as, levels
from milestones.severity import Severity
from milestones.standing import find_newest, find_newest_from
from milestones.timing import Window, add_months, count_months, day_of_month, window_of
from milestones.trends import Finding
from milestones.verdicts import JudgedResult, Setting, are_milestones_made_for, counts_as_test

STATUSES = ("met", "already_met", "not_met", "cannot_tell", "no_test", "ahead")
NOT_DETECTED = "not_detected"


@dataclass(frozen=True)
class CheckpointStatus:
    """One checkpoint of the current clock.

    `result` is the sample date of the test that decided, None without one. `target_percent`: the highest %IS
    on track. `due_on` is the exact day of the month; a test from `window_from` to `window_by` is this
    checkpoint's.
    """

    month: int
    status: str
    result: date | None
    target_percent: Decimal
    due_on: date
    window_from: date
    window_by: date


def list_checkpoints(
    judged: Sequence[JudgedResult], setting: Setting, line: Line | None, today: date
) -> tuple[CheckpointStatus, ...]:
    """Every checkpoint of the line's clock, in order; empty if no milestones apply today."""
    if line is None or line.clock_from is None or line.restart or setting.person.transcript == "atypical":
        return ()
    if not are_milestones_made_for(setting, today) or not setting.course.is_on_treatment(today):
        return ()
    own = [row for row in judged if _is_on_clock(row, setting, line)]
    return tuple(_status(row, own, setting, line.clock_from, today) for row in setting.guideline.checkpoints)


def find_reached_late(
    judged: Sequence[JudgedResult],
    checkpoints: Sequence[CheckpointStatus],
    setting: Setting,
    line: Line | None,
) -> Finding | None:
    """The newest result, if it is the first to meet the level of a checkpoint whose own test did not."""
    missed = [(point, point.result) for point in reversed(checkpoints) if point.status == "not_met"]
    if line is None or not missed:
        return None
    own = [row for row in judged if _is_on_clock(row, setting, line)]
    newest = find_newest_from(row for row in reversed(own) if row.interval)
    if newest is None or newest is not find_newest(judged):
        return None
    for point, missed_on in missed:
        if missed_on is None:
            continue
        after = [row for row in own if row.collected_on > missed_on and row.interval]
        met = [row for row in after if row.interval and row.interval.is_at_most(point.target_percent)]
        if met and met[0].collected_on == newest.collected_on:
            day = newest.collected_on
            return Finding("reached_late", Severity.NONE, day, missed_on, since=day)
    return None


def _is_on_clock(judged: JudgedResult, setting: Setting, line: Line) -> bool:
    """Whether the result counts for the checkpoints of this line's clock."""
    if judged.reason not in (None, "cannot_tell", "not_on_is", "too_early"):
        return False
    own = setting.course.line_on(judged.collected_on)
    on_clock = own is not None and own.clock_from == line.clock_from
    return on_clock and setting.course.is_on_treatment(judged.collected_on)


def _status(
    row: Checkpoint, own: list[JudgedResult], setting: Setting, start: date, today: date
) -> CheckpointStatus:
    window, target = window_of(row.month or 0), row.on_track_percent(setting.person.goal)
    near = [judged for judged in own if judged.months is not None and window.is_near(judged.months)]
    status, decided = (
        _decide(near, window, target)
        if near
        else _without_test(own, target, window, count_months(start, today))
    )
    return CheckpointStatus(
        month=window.month,
        status=status,
        result=decided.collected_on if decided else None,
        target_percent=target,
        due_on=add_months(start, window.month),
        window_from=day_of_month(start, window.near_from, round_up=True),
        window_by=day_of_month(start, window.near_to),
    )


def _decide(near: list[JudgedResult], window: Window, target: Decimal) -> tuple[str, JudgedResult | None]:
    """Met if any test near the month meets it; otherwise the test nearest to the month decides."""
    met = [judged for judged in near if judged.severity is Severity.ON_TRACK]
    nearest = min(met or near, key=lambda judged: abs((judged.months or Decimal(0)) - window.month))
    if met:
        return "met", nearest
    missed = nearest.interval is not None and nearest.interval.is_above(target)
    return ("not_met" if missed or nearest.severity is not Severity.NONE else "cannot_tell"), nearest


def _without_test(
    own: list[JudgedResult], target: Decimal, window: Window, months: Decimal
) -> tuple[str, JudgedResult | None]:
    if months > window.near_to:
        return "no_test", None
    met = [judged for judged in own if judged.interval and judged.interval.is_at_most(target)]
    newest = find_newest_from(judged for judged in reversed(own) if judged.interval)
    if met and newest in met:
        return "already_met", met[0]
    return "ahead", None


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder: a level, or "not_detected".

    `percent` is the level's border (for "not_detected": how deep the first such test could see, None if the
    report does not say). `reached_on` is the first sample date, None if not reached; `holds_now`: the newest
    test meets it, None if that test cannot tell. `or_earlier`: the record has no test before that date.
    """

    level: str
    percent: Decimal | None
    reached_on: date | None
    holds_now: bool | None
    or_earlier: bool = False


def build_ladder(judged: Iterable[JudgedResult], setting: Setting, today: date) -> tuple[Rung, ...]:
    """Every level with the first date it was met since treatment began, and finally "not detected".

    Empty if the levels do not apply to this person.
    """
    if setting.person.transcript == "atypical" or not are_milestones_made_for(setting, today):
        return ()
    every = [row for row in judged if counts_as_test(row)]
    tests = [row for row in every if row.line is not None]
    newest = find_newest(tests)
    rungs = (
        *(_level_rung(level.code, level.percent_is, tests, newest) for level in levels()),
        _last_rung(tests, newest),
    )
    first_on = every[0].collected_on if every else None
    return tuple(
        replace(rung, or_earlier=True) if rung.reached_on and rung.reached_on == first_on else rung
        for rung in rungs
    )


def _level_rung(code: str, percent: Decimal, tests: list[JudgedResult], newest: JudgedResult | None) -> Rung:
    reached_on = next((row.collected_on for row in tests if is_as_deep_as(row.level, code)), None)
    holds = newest is not None and is_as_deep_as(newest.level, code)
    if newest is not None and not holds and not (newest.interval and newest.interval.is_above(percent)):
        return Rung(code, percent, reached_on, None)
    return Rung(code, percent, reached_on, holds)


def _last_rung(tests: list[JudgedResult], newest: JudgedResult | None) -> Rung:
    unseen = [row for row in tests if row.detected is False]
    depth = unseen[0].high if unseen and unseen[0].depth_stated else None
    holds = None if newest is not None and newest.detected is None else bool(newest and not newest.detected)
    return Rung(NOT_DETECTED, depth, unseen[0].collected_on if unseen else None, holds)
