"""Simpler reasons for a change, found in the diary: doses not taken, or something new that was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from cmlguide.records.models import DiaryEntry, OtherMedicine
from milestones.assessment import Assessment
from milestones.reasons import Reason
from milestones.sourced import load_numbers

DIARY_REASONS = ("doses_missed", "new_intake")


def with_diary_reasons(
    assessment: Assessment, entries: Iterable[DiaryEntry], medicines: Iterable[OtherMedicine]
) -> Assessment:
    """The assessment with the diary's entries from the half year before the newest test of concern.

    After a transplant nothing is asked about doses, so missed doses are left out here too.
    """
    newest = assessment.newest
    if newest is None or assessment.after_transplant or not assessment.level.severity.is_concern:
        return assessment
    last = newest.collected_on
    first = last - timedelta(days=load_numbers("reasons")["look_back"]["days"])
    lines = [row for row in entries if row.happened_on <= last and row.last_on >= first]
    missed = [min(row.last_on, last) for row in lines if row.kind == "dose"]
    taken = [row.happened_on for row in lines if row.kind == "new_intake"]
    taken += [row.started_on for row in medicines if row.started_on and first <= row.started_on <= last]
    found = (*_reason("doses_missed", missed), *_reason("new_intake", taken))
    return replace(assessment, reasons=(*assessment.reasons, *found))


def _reason(code: str, days: list[date]) -> tuple[Reason, ...]:
    return (Reason(code, max(days)),) if days else ()
