"""Is the medicine working less well? Primary: it never worked well enough. Secondary: it did at first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from milestones.guideline import Guideline
from milestones.lines import Line
from milestones.severity import Severity
from milestones.standing import find_newest_from
from milestones.trend_rules import RISES
from milestones.trends import Finding, Reading, is_steady
from milestones.verdicts import JudgedResult, Setting
from milestones.wobble import is_beyond_wobble

PATTERNS = ("primary", "secondary")


def loosest_target(setting: Setting) -> Decimal:
    """The highest %IS that is on track in any row after the first checkpoint."""
    rows = _later_rows(setting.guideline)
    return max(
        row.on_track_percent(setting.person.goal) for row in setting.guideline.rows if row.name in rows
    )


def _later_rows(guideline: Guideline) -> set[str]:
    first = guideline.checkpoints[0].name
    return {row.name for row in guideline.rows if row.name != first}


def find_pattern(
    reading: Reading | None,
    judged: Sequence[JudgedResult],
    setting: Setting,
    line: Line | None,
    findings: Sequence[Finding],
) -> str | None:
    """ "secondary" (checked first), "primary" or None; `reading` is that of the current line."""
    if reading is None or line is None or _is_explained(reading, setting, findings):
        return None
    failing = _is_failing(judged, setting, line)
    reached = reading.reached_mark or reading.seen.at_mmr is not None
    rising = any(finding.code in RISES for finding in findings)
    if reached and (failing or rising) and is_beyond_wobble(reading.test, reading.seen.lowest):
        return "secondary"
    return "primary" if failing and not reading.reached_mark else None


def _is_explained(reading: Reading, setting: Setting, findings: Sequence[Finding]) -> bool:
    """Whether the level says nothing about the medicine: a transplant, a restart, steady or falling."""
    if setting.person.transplant_on is not None or reading.newest.is_just_restarted:
        return True
    return is_steady(findings) or any(finding.code == "falling" for finding in findings)


def _is_failing(judged: Sequence[JudgedResult], setting: Setting, line: Line) -> bool:
    """Whether the newest judged result is failing, with an uncapped severity, in a row after the first."""
    newest = find_newest_from(
        row for row in reversed(judged) if row.severity is not Severity.NONE and row.line == line.number
    )
    return (
        newest is not None
        and newest.failing
        and not newest.capped
        and newest.row in _later_rows(setting.guideline)
    )
