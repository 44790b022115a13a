"""The stretch of time the timeline shows: all of it, the last years, or since treatment stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cmlguide.web.chart.data.timeline import first_and_last_day
from cmlguide.web.chart.data.values import ChartData, DiaryMark, DiaryRow, Medicine, Point, Run, Series, Span
from milestones.timing import add_months

if TYPE_CHECKING:
    from milestones.assessment import Assessment

YEARS = (("2y", 24), ("1y", 12))
ALL = "all"
STOPPED = "last"  # stands in an address, which must not tell that a treatment was stopped


@dataclass(frozen=True)
class SpanChoice:
    """One span that can be chosen: its `code`, and `since`, its first day, None for all."""

    code: str
    label: str
    since: date | None


def span_choices(data: ChartData, assessment: Assessment) -> tuple[SpanChoice, ...]:
    """The spans worth choosing, all first; empty where the record is no longer than the shortest."""
    first, _last = first_and_last_day(data)
    choices = [
        SpanChoice(code, label, since)
        for code, label, since in _known_spans(data, assessment)
        if since is not None and first < since
    ]
    return (SpanChoice(ALL, pgettext("time", "All"), None), *choices) if choices else ()


def usual_span(choices: Sequence[SpanChoice], assessment: Assessment) -> str:
    """The code of the span that stands there before any is chosen: all, but what came since a stop.

    Beside ten years on a tablet the months that matter now would be a sliver. It takes two tests to see a
    line in them.
    """
    without = assessment.without
    if without is None or without.tablet_only or STOPPED not in [choice.code for choice in choices]:
        return ALL
    since = [row for row in assessment.results if row.interval and row.collected_on > without.since]
    return STOPPED if len(since) > 1 else ALL


def _known_spans(data: ChartData, assessment: Assessment) -> list[tuple[str, str, date | None]]:
    labels = {"2y": _("2 years"), "1y": _("1 year")}
    years = [(code, labels[code], add_months(data.today, -months)) for code, months in YEARS]
    without = assessment.without
    stopped = without.since if without else None
    return [*years, (STOPPED, _("Since I stopped"), add_months(stopped, -1) if stopped else None)]


def within(data: ChartData, since: date | None) -> ChartData:
    """The same chart from `since` on; what began before is cut there."""
    if since is None:
        return data
    return replace(
        data,
        since=since,
        main=_series_from(data.main, since),
        own=_series_from(data.own, since),
        newest=_from(data.newest, since),
        lowest=_from(data.lowest, since),
        goals=tuple(goal for goal in data.goals if goal.on >= since),
        medicines=tuple(_medicine_from(row, since) for row in data.medicines if row.end >= since),
        line_starts=tuple(event for event in data.line_starts if event.on >= since),
        no_numbers=tuple(event for event in data.no_numbers if event.on >= since),
        depthless=tuple(event for event in data.depthless if event.on >= since),
        # Without the value it is compared with, the band would hang in the air.
        wobble=data.wobble if data.wobble and data.wobble.start >= since else None,
        next_test=_span_from(data.next_test, since),
        diary=_diary_from(data.diary, since),
    )


def _from(point: Point | None, since: date) -> Point | None:
    return point if point is not None and point.on >= since else None


def _series_from(series: Series, since: date) -> Series:
    runs = (tuple(point for point in run.points if point.on >= since) for run in series.runs)
    return Series(
        tuple(point for point in series.points if point.on >= since),
        tuple(Run(points) for points in runs if points),
        tuple(change for change in series.lab_changes if change[0].on >= since),
    )


def _medicine_from(row: Medicine, since: date) -> Medicine:
    return row if row.start >= since else replace(row, start=since)


def _span_from(span: Span | None, since: date) -> Span | None:
    if span is None or span.end < since:
        return None
    return span if span.start >= since else replace(span, start=since)


def _diary_from(rows: Sequence[DiaryRow], since: date) -> tuple[DiaryRow, ...]:
    kept = (
        replace(row, marks=tuple(_mark_from(mark, since) for mark in row.marks if mark.end >= since))
        for row in rows
    )
    return tuple(row for row in kept if row.marks)


def _mark_from(mark: DiaryMark, since: date) -> DiaryMark:
    return mark if mark.start >= since else replace(mark, start=since)
