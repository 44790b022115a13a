"""When the next test usually comes: the schedules of timing.py chosen by where the person stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from milestones.scale import level_percent
from milestones.series import is_off_scale
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
    if planned is not None and planned >= today and now.severity != "soon":
        return NextTest(planned, planned, False, "planned")
    last = find_newest(row for row in judged if _is_usable(row))
    if last is None or not are_milestones_made_for(setting, today):
        return None
    first, by, why = min(_windows(last, setting, now, today), key=lambda window: window[:2])
    return NextTest(first, by, today > by, why)


def _is_usable(row: JudgedResult) -> bool:
    """Whether the result was a blood test that said something."""
    if row.result.specimen != "blood":
        return False
    return is_off_scale(row) or (row.interval is not None and (row.high is not None or row.low != 0))


def _windows(last: JudgedResult, setting: Setting, now: Now, today: date) -> Iterator[tuple[date, date, str]]:
    """Every window that applies; the earliest is taken."""
    mmr, interval = level_percent("mmr"), last.interval
    stop = None if setting.course.is_on_treatment(today) else setting.course.last_stop(today)
    stopped_on = stop.stopped_on if stop else None
    if stop and interval and interval.is_above(mmr):
        yield open_window("off_treatment_above_mmr", last.collected_on, stopped_on)
    if now.severity in ("discuss", "soon"):
        yield open_window(now.severity, last.collected_on, stopped_on)
    if stop:
        yield open_window("off_treatment", last.collected_on, stopped_on)
    else:
        in_mmr = interval is not None and interval.is_at_most(mmr) is True
        yield open_window("in_mmr" if in_mmr else "before_mmr", last.collected_on)
