"""The results as points and runs: which points one line may join, and where it breaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cmlguide.web.chart.data import words
from cmlguide.web.chart.data.values import Event, Point, Run, Series
from cmlguide.web.words.engine import is_depthless
from milestones.assessment import Assessment
from milestones.history import History, Result
from milestones.scale import Interval, depth_of_copies, is_on_scale, limit_percent, read_raw_interval
from milestones.verdicts import JudgedResult

ZERO = Decimal(0)


@dataclass(frozen=True)
class Placed:
    """Every result by where it is drawn: on the International Scale, on a scale of its own, in the lane of
    tests of unknown depth (joined to nothing), or without a number."""

    scaled: Series
    own: Series
    depthless: tuple[Event, ...]
    no_numbers: tuple[Event, ...]


def split_series(assessment: Assessment, history: History) -> Placed:
    """The results, each in one of the four groups."""
    atypical = history.person.transcript == "atypical"
    said = words.result_words()
    ours: list[Point] = []
    own: list[Point] = []
    nowhere: list[Event] = []
    depthless: list[Event] = []
    for judged in assessment.results:
        off_scale = atypical or not is_on_scale(judged.result)
        if not off_scale and is_depthless(judged):
            depthless.append(_event(judged, said))
            continue
        point = _point(judged, off_scale, said)
        if point is None:
            nowhere.append(_event(judged, said))
        else:
            (own if off_scale else ours).append(point)
    return Placed(
        _series(ours, own, lab_breaks=False),
        _series(own, ours, lab_breaks=True),
        tuple(depthless),
        tuple(nowhere),
    )


def _event(judged: JudgedResult, said: words.ResultWords) -> Event:
    value = said.value(judged)
    whole = said.whole(judged, value, said.level(judged))
    return Event(judged.collected_on, whole, value, judged.result.lab.strip())


def _point(judged: JudgedResult, off_scale: bool, said: words.ResultWords) -> Point | None:
    """The result as a point; None if there is no number to place (no result, too few copies)."""
    result = judged.result
    interval = read_raw_interval(result) if off_scale else judged.interval
    if interval is None or (interval.high is None and interval.low <= ZERO):
        return None
    shape, percent = _shape(interval)
    value, level = said.value(judged), said.level(judged)
    return Point(
        on=result.collected_on,
        percent=percent,
        shape=shape,
        label=value,
        words=said.whole(judged, value, level),
        limit=_limit(result, off_scale),
        level=level,
        lab=result.lab.strip(),
        marrow=result.specimen == "marrow",
        key=result.key,
    )


def _shape(interval: Interval) -> tuple[str, Decimal]:
    if interval.high is None:
        return "above", interval.low
    return ("value" if interval.low > ZERO else "below"), interval.high


def _limit(result: Result, off_scale: bool) -> Decimal | None:
    """How deep this test could look, in percent on its scale: as reported, else by its copies."""
    if result.limit is None or result.kind == "above_limit":
        return depth_of_copies(result)
    return limit_percent(result, convert=not off_scale)


def _series(points: list[Point], others: list[Point], *, lab_breaks: bool) -> Series:
    blood = [point for point in _highest_of_day(points) if not point.marrow]
    breaks = [point.on for point in others if not point.marrow]
    runs: list[list[Point]] = []
    for point in blood:
        before = runs[-1][-1] if runs else None
        if (
            before is None
            or (breaks and any(before.on <= day <= point.on for day in breaks))
            or (lab_breaks and point.lab.casefold() != before.lab.casefold())
        ):
            runs.append([point])
        else:
            runs[-1].append(point)
    changes = [
        (first, second, words.lab_change(first.lab, second.lab))
        for run in runs
        for first, second in itertools.pairwise(run)
        if first.lab != second.lab
        and first.lab
        and second.lab
        and first.lab.casefold() != second.lab.casefold()
    ]
    return Series(tuple(points), tuple(Run(tuple(run)) for run in runs), tuple(changes))


def _highest_of_day(points: Iterable[Point]) -> list[Point]:
    """One point per day for the line: of two tests on one day, the trend uses the higher one."""
    best: dict[tuple[object, bool], Point] = {}
    for point in points:
        held = best.get((point.on, point.marrow))
        if held is None or point.percent > held.percent:
            best[(point.on, point.marrow)] = point
    return sorted(best.values(), key=lambda point: point.on)
