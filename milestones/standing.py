"""Where the person stands now: the worst of newest verdict, trend on the current line and blood counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.counts import CountsJudgement
from milestones.lines import Line
from milestones.scale import level_percent
from milestones.severity import Severity, worst_of
from milestones.trends import Finding, worst
from milestones.verdicts import JudgedResult, counts_as_test, weight_on_a_day

RESULT = "result"
NOTHING_YET = "no_result"
OFF_TREATMENT = "off_treatment"
# The newest test says nothing about the level, so an older concern still holds.
SAYS_NOTHING = ("no_result", "not_on_is", "cannot_tell")


@dataclass(frozen=True)
class Now:
    """on_track, discuss, soon, today or none, and why:
    "result", codes of findings, or why there is no verdict."""

    severity: Severity
    because: tuple[str, ...]


def find_newest(judged: Iterable[JudgedResult]) -> JudgedResult | None:
    """The newest blood test; of several on one day, the one that says most, then the one with the higher
    upper end.

    `judged` is in date order, so only the last day is considered.
    """
    return find_newest_from(reversed(tuple(judged)))


def find_newest_from(judged: Iterable[JudgedResult]) -> JudgedResult | None:
    """As `find_newest`, from results that come newest first; reads no more of them than needed."""
    of_last_day: list[JudgedResult] = []
    for row in judged:
        if of_last_day and row.collected_on != of_last_day[0].collected_on:
            break
        if row.result.specimen == "blood":
            of_last_day.append(row)
    return max(of_last_day, key=weight_on_a_day, default=None) if len(of_last_day) != 1 else of_last_day[0]


def last_test_before(judged: Sequence[JudgedResult], day: date) -> JudgedResult | None:
    """The last blood test on the International Scale before that day."""
    return find_newest_from(row for row in reversed(judged) if row.collected_on < day and counts_as_test(row))


def stand(
    judged: Sequence[JudgedResult], findings: Sequence[Finding], line: Line | None, on_treatment: bool = True
) -> Now:
    """The standing on the current line; `findings` are those that hold on it today."""
    newest = find_newest(judged)
    trend = worst(findings)
    alarms = tuple(finding.code for finding in findings if finding.severity == trend)
    if newest is None or line is None or newest.line != line.number:
        return Now(trend, alarms) if trend.is_concern else Now(Severity.NONE, (_why_nothing(newest, line),))
    verdict = _standing_verdict(judged, newest, line)
    if verdict.is_concern or trend.is_concern:
        return _concern(verdict, findings)
    if verdict is Severity.ON_TRACK and not on_treatment and not _is_in_mmr(newest):
        return Now(Severity.NONE, (OFF_TREATMENT,))  # the verdict was made on treatment
    if verdict is Severity.ON_TRACK:
        return Now(Severity.ON_TRACK, (RESULT,))
    if newest.reason == OFF_TREATMENT and trend is Severity.STEADY and _is_in_mmr(newest):
        return Now(Severity.ON_TRACK, alarms)
    return Now(Severity.NONE, (newest.reason or NOTHING_YET,))


def stand_with_counts(now: Now, counts: CountsJudgement | None) -> Now:
    """The standing with the blood counts included: they are named first if they are as serious or more so."""
    if counts is None or not counts.severity.is_concern or counts.severity.weight < now.severity.weight:
        return now
    codes = tuple(found.code for found in counts.findings if found.severity is counts.severity)
    return Now(counts.severity, (*codes, *(now.because if now.severity is counts.severity else ())))


def _why_nothing(newest: JudgedResult | None, line: Line | None) -> str:
    if newest is None:
        return NOTHING_YET
    if line is None or line.number == 1:
        return newest.reason or NOTHING_YET
    return "too_early"


def _standing_verdict(judged: Sequence[JudgedResult], newest: JudgedResult, line: Line) -> Severity:
    """The newest verdict; a test without one lets an older concern stand, but never older good news."""
    stands = newest.reason in SAYS_NOTHING or (newest.reason == OFF_TREATMENT and not _is_in_mmr(newest))
    if not stands:
        return newest.severity
    last = find_newest_from(
        row for row in reversed(judged) if row.line == line.number and row.severity is not Severity.NONE
    )
    return last.severity if last and last.severity.is_concern else Severity.NONE


def _concern(verdict: Severity, findings: Sequence[Finding]) -> Now:
    """The worse of the two, with all reasons for it."""
    severity = worst_of((verdict, worst(findings)))
    codes = tuple(finding.code for finding in findings if finding.severity == severity)
    return Now(severity, (*((RESULT,) if verdict == severity else ()), *codes))


def _is_in_mmr(newest: JudgedResult) -> bool:
    return newest.interval is not None and newest.interval.is_at_most(level_percent("mmr")) is True
