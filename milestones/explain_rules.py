"""Which rules of the trend held or nearly held on a day: what they compared, and the numbers they used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from milestones.guideline import Source
from milestones.lines import Course
from milestones.scale import EXACT
from milestones.series import Test
from milestones.severity import Severity
from milestones.sourced import SAYS_WHERE, load_numbers
from milestones.trend_rules import Rule
from milestones.trends import Finding, Reading, read_other_ends
from milestones.wobble import are_two_labs, count_fold, wobble_fold

# A rule came close if a newest value up to this many times as high would have made it hold.
NEAR = Decimal("1.5")
USES_WOBBLE = (
    "rise_from_previous",
    "rise_from_lowest",
    "two_rises",
    "mmr_lost_confirmed",
    "within_wobble",
    "falling",
)
USES_QUIET = ("rise_from_previous", "rise_from_lowest", "two_rises", "slow_climb_in_mmr", "both_deep")


@dataclass(frozen=True)
class Series:
    """Tests that may be compared with each other, by date, and the rules that apply to them."""

    tests: tuple[Test, ...]
    rules: tuple[tuple[Rule, Severity], ...]


@dataclass(frozen=True)
class Number:
    """A number used by a rule, as in trend.toml: `table` "two_rises", `key` "fold", `value` 3."""

    table: str
    key: str
    value: Decimal
    source: Source


@dataclass(frozen=True)
class Point:
    """A test as the trend compared it: an interval in the series' own percent; `high` None: unbounded."""

    collected_on: date
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True)
class ExplainedRule:
    """A rule that held (`finding`), or would have held at up to NEAR times the value (`finding` None).

    `fold` is the exact fold of the newest over the value compared with, None if the rule uses no fold.
    """

    code: str
    severity: Severity
    finding: Finding | None
    compared_with: Point | None
    fold: Decimal | None
    numbers: tuple[Number, ...]

    @property
    def holds(self) -> bool:
        """Whether the rule held; otherwise it came close."""
        return self.finding is not None


def make_point(test: Test | None) -> Point | None:
    """The test as a point; None without a test."""
    return Point(test.collected_on, test.low, test.high) if test else None


def explain_rules(reading: Reading, series: Series, course: Course) -> Iterator[ExplainedRule]:
    """Every rule that held, in the order of the findings, then every alarm that came close."""
    tests = {test.collected_on: test for test in series.tests}
    held = {finding.code for finding in reading.findings}
    for finding in reading.findings:
        yield _explain(finding, reading.test, tests, finding)
    for finding in _near(reading, series, course):
        if finding.code not in held:
            held.add(finding.code)
            yield _explain(finding, reading.test, tests, None)


def _explain(wanted: Finding, newest: Test, tests: dict[date, Test], held: Finding | None) -> ExplainedRule:
    other = tests[wanted.compared_with] if wanted.compared_with else None
    fold = held.fold if held else count_fold(newest, other)
    numbers = tuple(_numbers(wanted.code, newest, other))
    return ExplainedRule(wanted.code, wanted.severity, held, make_point(other), fold, numbers)


def _near(reading: Reading, series: Series, course: Course) -> Iterator[Finding]:
    """The alarms that would hold if the newest value were up to NEAR times as high."""
    newest = series.tests[-1]
    if reading.test is not newest:
        return
    for then in read_other_ends(series.tests, _made_higher(newest), course, series.rules):
        yield from (row for row in then.findings if row.severity is not Severity.STEADY)


def _made_higher(newest: Test) -> Iterator[Test]:
    """The newest test with each of the higher values, the lowest first."""
    for percent in sorted(_higher_values(newest)):
        high = None if newest.high is None else percent
        yield replace(newest, interval=newest.interval._replace(low=percent, high=high))


def _higher_values(newest: Test) -> set[Decimal]:
    """NEAR times the value, and every border of the rules up to there; none for a censored value."""
    if newest.low == 0:
        return set()
    most = EXACT.multiply(newest.low, NEAR)
    tables = (table for table in load_numbers("trend").values() if isinstance(table, dict))
    borders = {Decimal(table[key]) for table in tables for key in table if key.endswith("percent_is")}
    return {border for border in borders if newest.low < border < most} | {most}


def _numbers(code: str, newest: Test, other: Test | None) -> Iterator[Number]:
    """Every number in trend.toml that the rule used for these values."""
    trend = load_numbers("trend")
    if code in trend:
        yield from _numbers_of(code, trend[code])
    if code in USES_QUIET:
        yield from _numbers_of("quiet", trend["quiet"])
    if code in USES_WOBBLE and other is not None:
        if are_two_labs(newest, other):
            yield from _numbers_of("between_laboratories", trend["between_laboratories"])
            return
        fold = wobble_fold(min(newest.low, other.low if other.high is None else other.high))
        for row in trend["wobble"]:
            if Decimal(row["fold"]) == fold:
                yield from _numbers_of("wobble", row)


def _numbers_of(table: str, row: dict[str, Any]) -> Iterator[Number]:
    source = Source(*(row[key] for key in SAYS_WHERE))
    yield from (
        Number(table, key, Decimal(value), source) for key, value in row.items() if key not in SAYS_WHERE
    )
