"""When the next test usually comes: chooses among timing.py's schedules by where the person stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milestones.checkpoints import CheckpointStatus
from milestones.genes import GENE_CODES
from milestones.scale import Interval, level_percent
from milestones.series import is_off_scale
from milestones.severity import Severity
from milestones.standing import Now, find_newest_from
from milestones.timing import NextTest, open_window
from milestones.trends import Finding, is_steady
from milestones.verdicts import JudgedResult, Setting, are_milestones_made_for

WHYS = ("before_mmr", "in_mmr", "discuss", "soon", "off_treatment", "off_treatment_above_mmr", "planned")


def plan_next_test(
    judged: Sequence[JudgedResult],
    setting: Setting,
    level: Now,
    findings: Sequence[Finding],
    today: date,
    checkpoints: Sequence[CheckpointStatus] = (),
) -> NextTest | None:
    """The usual window for the next test; None if no schedule applies to this person or nothing is known.

    `level` is the standing without the blood counts, which do not move the date of a test. A date planned
    with the team, today or later, replaces the window, except the one after "soon". If the window begins only
    when the time for a checkpoint without a test is over, that checkpoint's window is used instead.
    """
    planned = setting.person.planned_test_on
    is_ahead = planned is not None and planned >= today
    if planned is not None and is_ahead and level.severity is not Severity.SOON:
        return NextTest(planned, planned, False, "planned")
    last = find_newest_from(row for row in reversed(judged) if _is_usable(row))
    after = "before_mmr" if _is_eased(findings) else level.severity.value
    open_now = list(_windows(last, setting, after if level.severity.is_concern else "", today))
    if open_now:
        first, by, why = _in_time_for(checkpoints, min(open_now, key=lambda window: window[:2]))
        return NextTest(first, by, today > by, why)
    return NextTest(planned, planned, False, "planned") if planned is not None and is_ahead else None


def _in_time_for(
    checkpoints: Sequence[CheckpointStatus], window: tuple[date, date, str]
) -> tuple[date, date, str]:
    """The window, or that of the next checkpoint ahead if its time would be over before the window begins."""
    ahead = next((row for row in checkpoints if row.status in ("ahead", "already_met")), None)
    if ahead is None or ahead.window_by >= window[0]:
        return window
    return ahead.due_on, ahead.window_by, window[2]


def _is_eased(findings: Sequence[Finding]) -> bool:
    """Whether the level is a steady one, and no other finding is of concern."""
    beside = (row for row in findings if row.code in GENE_CODES and row.severity.is_concern)
    return is_steady(findings) and not any(beside)


def _is_usable(row: JudgedResult) -> bool:
    """Whether the result is from a blood test with a usable value."""
    if row.result.specimen != "blood":
        return False
    return is_off_scale(row) or (row.interval is not None and not row.interval.says_nothing)


def _windows(
    last: JudgedResult | None, setting: Setting, after: str, today: date
) -> Iterator[tuple[date, date, str]]:
    """Every window that applies; the earliest is used. `after`: the schedule for a concern, "" without one.

    On treatment, the routine schedule is only for people to whom the milestones apply; off it, for everyone.
    """
    stop = None if setting.course.is_on_treatment(today) else setting.course.last_stop(today)
    days = [day for day in (last and last.collected_on, stop and stop.stopped_on) if day]
    if not days:
        return
    if stop is not None:
        if after:
            first, by, _ = open_window("off_treatment_concern", max(days))
            yield first, by, after
        yield from (open_window(why, max(days), stop.stopped_on) for why in _routine_without(last))
        return
    if after:
        yield open_window(after, max(days))
    if are_milestones_made_for(setting, today):
        yield open_window(_routine(last), max(days))


def _routine(last: JudgedResult | None) -> str:
    """The schedule while on treatment."""
    return "in_mmr" if last and last.interval and _is_in_mmr(last.interval) else "before_mmr"


def _is_in_mmr(interval: Interval) -> bool:
    return interval.is_at_most(level_percent("mmr")) is True


def _routine_without(last: JudgedResult | None) -> Iterator[str]:
    """The schedules after stopping; a level above MMR has one of its own."""
    if last is not None and last.interval is not None and last.interval.is_above(level_percent("mmr")):
        yield "off_treatment_above_mmr"
    yield "off_treatment"
