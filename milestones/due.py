"""When the next test usually comes: the schedules of timing.py chosen by where the person stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milestones.scale import level_percent
from milestones.series import is_off_scale
from milestones.severity import Severity
from milestones.standing import Now, find_newest
from milestones.timing import NextTest, open_window
from milestones.verdicts import JudgedResult, Setting, are_milestones_made_for

WHYS = ("before_mmr", "in_mmr", "discuss", "soon", "off_treatment", "off_treatment_above_mmr", "planned")


def plan_next_test(
    judged: Sequence[JudgedResult], setting: Setting, now: Now, today: date
) -> NextTest | None:
    """The usual window for the next test; None where no schedule is made for this person or nothing is known.

    A date planned with the team, today or later, replaces it, but not the window after "soon".
    """
    planned = setting.person.planned_test_on
    if planned is not None and planned >= today and now.severity is not Severity.SOON:
        return NextTest(planned, planned, False, "planned")
    last = find_newest(row for row in judged if _is_usable(row))
    open_now = list(_windows(last, setting, now, today))
    if open_now:
        first, by, why = min(open_now, key=lambda window: window[:2])
        return NextTest(first, by, today > by, why)
    is_ahead = planned is not None and planned >= today
    return NextTest(planned, planned, False, "planned") if planned and is_ahead else None


def _is_usable(row: JudgedResult) -> bool:
    """Whether the result was a blood test that said something."""
    if row.result.specimen != "blood":
        return False
    return is_off_scale(row) or (row.interval is not None and (row.high is not None or row.low != 0))


def _windows(
    last: JudgedResult | None, setting: Setting, now: Now, today: date
) -> Iterator[tuple[date, date, str]]:
    """Every window that applies; the earliest is taken. Routine ones only where milestones apply."""
    stop = None if setting.course.is_on_treatment(today) else setting.course.last_stop(today)
    days = [day for day in (last and last.collected_on, stop and stop.stopped_on) if day]
    if not days:
        return
    if now.severity.is_concern:
        yield open_window(now.severity, max(days))
    if are_milestones_made_for(setting, today):
        stopped_on = stop.stopped_on if stop else None
        yield from (open_window(why, max(days), stopped_on) for why in _routine(last, stop is not None))


def _routine(last: JudgedResult | None, stopped: bool) -> Iterator[str]:
    """The schedules that apply whatever the trend says."""
    mmr, interval = level_percent("mmr"), last.interval if last else None
    if not stopped:
        yield "in_mmr" if interval is not None and interval.is_at_most(mmr) else "before_mmr"
        return
    if interval is not None and interval.is_above(mmr):
        yield "off_treatment_above_mmr"
    yield "off_treatment"
