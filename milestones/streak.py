"""The unbroken time at MR4 or deeper: facts for a talk about treatment-free remission, never a permission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

from milestones.scale import level_percent, levels_from
from milestones.standing import find_newest
from milestones.timing import count_months
from milestones.verdicts import JudgedResult

DEEP = "mr4"  # where a deep response begins


@dataclass(frozen=True)
class NotCounted:
    """A result within the streak that neither counts nor breaks it, and why."""

    collected_on: date
    why: str


@dataclass(frozen=True)
class DeepResponse:
    """The streak up to the newest test.

    `months` are exact, from the first to the last deep test; `tests` is the number of days with a deep test;
    all None or 0 without a streak. `last_on` is the day of the last deep test.
    """

    since: date | None = None
    months: Decimal | None = None
    tests: int = 0
    longest_gap_days: int | None = None
    not_counted: tuple[NotCounted, ...] = ()
    last_on: date | None = None


WHYS = (
    "no_result",
    "marrow",
    "atypical_transcript",
    "not_on_is",
    "depth_not_stated",
    "small_sample",
    "cannot_tell",
)


def find_streak(judged: Iterable[JudgedResult], level: str = DEEP) -> DeepResponse:
    """The run of tests at that level or deeper that no later result broke; `judged` is in date order."""
    return find_streak_in(one_blood_test_a_day(judged), level)


def find_streak_in(tests: Iterable[JudgedResult], level: str) -> DeepResponse:
    """As `find_streak`, from the results as `one_blood_test_a_day` returns them."""
    deep: list[date] = []
    passed: list[NotCounted] = []
    deep_levels = levels_from(level)
    for row in tests:
        result = row.result
        if row.level in deep_levels and result.specimen == "blood":
            deep.append(result.collected_on)
        elif _breaks(row, level):
            deep, passed = [], []
        else:
            passed.append(NotCounted(row.collected_on, _why_not(row)))
    if not deep:
        return DeepResponse(not_counted=tuple(passed))
    days = sorted(set(deep))
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    inside = tuple(row for row in passed if row.collected_on >= days[0])
    longest = max(gaps, default=None)
    return DeepResponse(days[0], count_months(days[0], days[-1]), len(days), longest, inside, days[-1])


def one_blood_test_a_day(judged: Iterable[JudgedResult]) -> tuple[JudgedResult, ...]:
    """The results since treatment began; several blood results on one day are reduced to one."""
    treated = [row for row in judged if row.line is not None]
    if len({row.result.collected_on for row in treated}) == len(treated):
        return tuple(treated)
    days = (tuple(of_day) for _, of_day in groupby(treated, key=attrgetter("result.collected_on")))
    return tuple(row for rows in days for row in (rows if len(rows) == 1 else _of_one_day(rows)))


def _of_one_day(rows: tuple[JudgedResult, ...]) -> Iterator[JudgedResult]:
    yield from (row for row in rows if row.result.specimen != "blood")
    yield from (row for row in (find_newest(rows),) if row is not None)


def _breaks(row: JudgedResult, level: str) -> bool:
    """Whether a blood result was certainly above the level."""
    return (
        row.interval is not None
        and row.result.specimen == "blood"
        and row.interval.is_above(level_percent(level))
    )


def _why_not(row: JudgedResult) -> str:
    if row.reason in ("no_result", "marrow", "atypical_transcript", "not_on_is"):
        return row.reason
    if row.interval is not None and row.small_sample:
        return "small_sample"
    return "cannot_tell" if row.depth_stated else "depth_not_stated"
