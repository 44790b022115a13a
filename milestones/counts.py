"""Blood counts that must not be missed: judged next to the BCR::ABL1 series, never as part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from milestones.history import BloodCount
from milestones.severity import Severity, worst_of
from milestones.sourced import load_numbers
from milestones.timing import count_months
from milestones.verdicts import Setting, is_beyond_chronic_phase

LOW, YOUNG = "counts_low", "counts_young_cells"
COUNT_CODES = (LOW, YOUNG)
ITEMS = ("neutrophils", "platelets", "hemoglobin", "blasts_percent", "basophils_percent")
# Where another known reason explains low counts or young cells, each is one step less serious.
ONE_STEP_LOWER = {Severity.TODAY: Severity.SOON, Severity.SOON: Severity.DISCUSS}


@dataclass(frozen=True)
class CountItem:
    """One value beyond a border, in the unit used in BloodCount, and the day it was counted."""

    name: str
    value: Decimal
    collected_on: date


@dataclass(frozen=True)
class CountFinding:
    """A code of COUNT_CODES, how serious it is, and every value beyond one of its borders."""

    code: str
    severity: Severity
    items: tuple[CountItem, ...]


@dataclass(frozen=True)
class CountsJudgement:
    """What the newest count says. `collected_on`: its day; `severity`: the worst of the findings, or none."""

    collected_on: date
    severity: Severity
    findings: tuple[CountFinding, ...]


def judge_newest_counts(
    counts: Sequence[BloodCount], setting: Setting, today: date
) -> CountsJudgement | None:
    """What the newest blood count up to `today` says; None if there is none that can be judged.

    A count that is too old is not judged, nor one from before the first TKI. What the newest count leaves out
    is taken from an earlier one: a count of hemoglobin alone does not hide low neutrophils.
    """
    judged = [count for count in counts if _is_judged(count, setting, today)]
    items = _newest_items(judged)
    if not items:
        return None
    found = tuple(_find(items, setting))
    days = [item.collected_on for finding in found for item in finding.items]
    newest = max(days or [item.collected_on for item in items.values()])
    return CountsJudgement(newest, worst_of(finding.severity for finding in found), found)


def _is_judged(count: BloodCount, setting: Setting, today: date) -> bool:
    first = setting.course.started_on
    in_time = count.collected_on <= today and not is_old(count, today)
    return in_time and (first is None or count.collected_on >= first)


def is_old(count: BloodCount, today: date) -> bool:
    """Whether a count says little of today."""
    return count.collected_on < today - timedelta(days=load_numbers("counts")["newest"]["days"])


def _newest_items(counts: Sequence[BloodCount]) -> dict[str, CountItem]:
    """The newest value of each item considered; of several on one day, the most worrying."""
    newest: dict[str, CountItem] = {}
    for count in sorted(counts, key=lambda row: row.collected_on):
        for name in ITEMS:
            value, known = getattr(count, name), newest.get(name)
            if value is None:
                continue
            if known and known.collected_on == count.collected_on:
                value = (max if name.endswith("percent") else min)(value, known.value)
            newest[name] = CountItem(name, value, count.collected_on)
    return newest


def _find(items: Mapping[str, CountItem], setting: Setting) -> Iterator[CountFinding]:
    for code in COUNT_CODES:
        rows = load_numbers("counts")[code]
        said = [(item, _severity(item, rows[name], setting)) for name, item in items.items() if name in rows]
        beyond = [(item, severity) for item, severity in said if severity is not Severity.NONE]
        if beyond:
            worst = worst_of(severity for _, severity in beyond)
            places = sorted((item for item, _ in beyond), key=lambda item: ITEMS.index(item.name))
            yield CountFinding(code, worst, tuple(places))


def _severity(item: CountItem, row: Mapping[str, str], setting: Setting) -> Severity:
    """The severity of one value by its row of counts.toml, one step lower if the team knows the reason."""
    severity = _severity_by_row(item, row, setting)
    if is_beyond_chronic_phase(setting, item.collected_on):
        return ONE_STEP_LOWER.get(severity, severity)
    return severity


def _severity_by_row(item: CountItem, row: Mapping[str, str], setting: Setting) -> Severity:
    value = item.value
    if "today_below" in row and value < Decimal(row["today_below"]):
        return Severity.TODAY
    if "today_from" in row and value >= Decimal(row["today_from"]):
        return Severity.TODAY
    if "soon_below" in row and value < Decimal(row["soon_below"]):
        return Severity.SOON
    if "discuss_above" in row and value > Decimal(row["discuss_above"]):
        late = _months_on_line(item, setting) >= Decimal(row["discuss_from_month"])
        return Severity.DISCUSS if late else Severity.NONE
    return Severity.NONE


def _months_on_line(item: CountItem, setting: Setting) -> Decimal:
    """Months since the line's clock began; 0 without one."""
    line = setting.course.line_on(item.collected_on)
    start = line.clock_from if line else None
    return count_months(start, item.collected_on) if start else Decimal(0)
