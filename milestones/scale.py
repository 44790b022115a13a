"""The International Scale: percent and MR, what a reported result can mean, and the response levels.

The only logarithms of the project are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from milestones.history import Result
from milestones.sourced import load_numbers

# Wide enough for any number `record.py` accepts; never the caller's own decimal context.
EXACT = Context(prec=34, Emin=-999999, Emax=999999)
ZERO = Decimal(0)

# Units that count tenfold steps downwards: a higher number is a lower value.
LOG_UNITS = ("mr", "log_reduction")

NO_LEVEL = "none"
NOT_SCORED = "not_scored"


class Interval(NamedTuple):
    """What a result says about the true value: it is in [low, high] %; `high` None means unbounded. A named
    tuple, because one is made for every result.

    `detected` is None if the report does not say. `depth_stated` is False if nothing is known about how deep
    the test could see: such a result is never called deep, is never the lowest, and never clears an alarm.
    `above_low`: `low` itself is not included ("less than 3 logs" is above 0.1%, never 0.1%).
    """

    low: Decimal
    high: Decimal | None
    detected: bool | None
    depth_stated: bool = True
    above_low: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether the value may be anything, because the sample was not fit to score."""
        return self.high is None and self.low == ZERO

    def is_at_most(self, percent: Decimal) -> bool | None:
        """Whether the value is `percent` or less: True, False, or None for "cannot tell"."""
        if self.high is not None and self.high <= percent:
            return True
        return False if self.is_above(percent) else None

    def is_above(self, percent: Decimal) -> bool:
        """Whether the value is certainly above `percent`."""
        return self.low > percent or (self.above_low and self.low == percent)


@dataclass(frozen=True)
class Level:
    """A response level and the highest %IS that meets it."""

    code: str
    percent_is: Decimal


@cache
def levels() -> tuple[Level, ...]:
    """The response levels, from EMR to the deepest."""
    return tuple(Level(row["code"], Decimal(row["percent_is"])) for row in load_numbers("levels")["level"])


@cache
def level_percent(code: str) -> Decimal:
    """The highest %IS that meets the level `code`. Raises KeyError for an unknown level."""
    return {level.code: level.percent_is for level in levels()}[code]


@lru_cache(maxsize=4096)
def mr_of(percent: Decimal) -> Decimal | None:
    """MR, the number of tenfold steps below 100% IS; None for 0. Kept, because a logarithm takes as long as
    the rest of a verdict, and pages ask for the same ones again and again."""
    if percent <= ZERO:
        return None
    return EXACT.subtract(_log_of_top(), EXACT.log10(percent))


@cache
def _log_of_top() -> Decimal:
    """The logarithm of the scale's top."""
    return EXACT.log10(Decimal(load_numbers("levels")["scale"]["top_percent_is"]))


@cache
def percent_of_mr(mr: Decimal) -> Decimal:
    """The %IS of an MR. Exact for whole MRs."""
    return EXACT.power(Decimal(10), EXACT.subtract(_log_of_top(), mr)).normalize(EXACT)


def is_on_scale(result: Result) -> bool:
    """Whether the result's number can be placed on the International Scale."""
    return result.unit != "ratio_percent" or result.conversion_factor is not None


def read_interval(result: Result) -> Interval | None:
    """What the result says, in %IS; None if there is no result or it is not on the scale."""
    return _read(result) if is_on_scale(result) else None


def read_raw_interval(result: Result) -> Interval | None:
    """What the result says in its laboratory's own percent, without a conversion factor."""
    return _read(result, convert=False)


def _read(result: Result, convert: bool = True) -> Interval | None:
    if result.kind == "no_result":
        return None
    if result.kind == "level":
        return Interval(ZERO, level_percent(result.level or ""), None)
    if result.kind == "value":
        percent = _percent(result, result.value, convert)
        return Interval(percent, percent, True)
    if _is_above(result):
        turned = result.unit in LOG_UNITS
        return Interval(_percent(result, result.limit, convert), None, True, above_low=turned)
    return _read_censored(result, convert)


def _is_above(result: Result) -> bool:
    """Whether the value is above the limit; on a scale that runs the other way, "less than" means that."""
    return result.kind == ("less_than" if result.unit in LOG_UNITS else "above_limit")


def _read_censored(result: Result, convert: bool) -> Interval:
    """[0, limit] for not detected, below quantification and "<"; of unstated depth if no limit is known."""
    detected = {"not_detected": False, "below_quantification": True}.get(result.kind)
    limit = _limit_of(result, convert)
    if result.kind == "not_detected" and depths(result):
        depth = depth_of_copies(result)
        if depth is None:
            return Interval(ZERO, None, detected, depth_stated=False)
        limit = depth if limit is None else max(limit, depth)
    if limit is None:
        return Interval(
            ZERO, level_percent(load_numbers("levels")["depth_not_stated"]["level"]), detected, False
        )
    return Interval(ZERO, limit, detected)


def _limit_of(result: Result, convert: bool) -> Decimal | None:
    """The limit in percent; for "detected, below quantification" without one, that test's own limit."""
    if result.limit is None and result.kind == "below_quantification":
        return result.quantifies_to
    return limit_percent(result, convert)


def limit_percent(result: Result, convert: bool = True) -> Decimal | None:
    """The reported limit in %IS, or without `convert` in the laboratory's own percent;
    None without a limit."""
    return None if result.limit is None else _percent(result, result.limit, convert)


def _percent(result: Result, number: Decimal | None, convert: bool) -> Decimal:
    if number is None:
        raise ValueError(f"a {result.kind} without its number: check the result before reading it")
    if result.unit in LOG_UNITS:
        return percent_of_mr(number)
    if convert and result.conversion_factor is not None and result.unit == "ratio_percent":
        return EXACT.multiply(number, result.conversion_factor)
    return number


def depths(result: Result) -> tuple[tuple[int, str], ...]:
    """(copies needed, level) for the result's control gene, shallowest first; empty without copies.

    Copies without a named gene are read as ABL1, the gene the field takes for granted.
    """
    if result.copies is None:
        return ()
    gene = (result.control_gene or "ABL1").upper()
    return _depths_of_gene("ABL1" if gene == "ABL" else gene)


@cache
def _depths_of_gene(gene: str) -> tuple[tuple[int, str], ...]:
    rows = (row for row in load_numbers("levels")["depth"] if row["control_gene"] == gene)
    return tuple(sorted((row["copies"], row["level"]) for row in rows))


def depth_of_copies(result: Result) -> Decimal | None:
    """How deep "not detected" reaches with these copies, in %IS; None if too few to score."""
    reached = [level for needed, level in depths(result) if (result.copies or 0) >= needed]
    return level_percent(reached[-1]) if reached else None


def depth_seen(result: Result) -> Decimal | None:
    """How far down a blood test could see, in %IS, if the report says or shows it; else None."""
    interval = read_interval(result) if result.specimen == "blood" else None
    if interval is None or interval.says_nothing or not interval.depth_stated:
        return None
    if interval.low == ZERO and result.kind != "level":
        return interval.high
    stated = depth_of_copies(result) if result.copies is not None else result.quantifies_to
    deep = interval.high is not None and interval.high <= level_percent("mr4.5")
    return interval.high if deep and stated is None else stated


def is_small_sample(result: Result) -> bool:
    """Whether there were fewer control gene copies than any deep response needs."""
    needed = depths(result)
    return bool(needed) and (result.copies or 0) < needed[0][0]


def level_of(interval: Interval | None, small_sample: bool = False) -> str:
    """The deepest level the result certainly meets; "none" above all of them; "not_scored" if unknown."""
    if interval is None:
        return NOT_SCORED
    high = interval.high
    met = [] if high is None else [level for level in levels() if high <= level.percent_is]
    if not met:
        return NO_LEVEL if interval.is_above(levels()[0].percent_is) else NOT_SCORED
    if interval.depth_stated and not small_sample:
        return met[-1].code
    return _capped(met, interval.depth_stated, small_sample)


def _capped(met: list[Level], depth_stated: bool, small_sample: bool) -> str:
    numbers = load_numbers("levels")
    caps = [numbers["small_sample"]["at_most"]] * small_sample + [numbers["depth_not_stated"]["level"]] * (
        not depth_stated
    )
    floor = max((level_percent(code) for code in caps), default=ZERO)
    return [level for level in met if level.percent_is >= floor][-1].code


def is_as_deep_as(level: str, wanted: str) -> bool:
    """Whether the level `level` is `wanted` or deeper; False for "none" and "not_scored"."""
    return level in levels_from(wanted)


@cache
def levels_from(wanted: str) -> frozenset[str]:
    """The level `wanted` and every deeper one."""
    border = level_percent(wanted)
    return frozenset(level.code for level in levels() if level.percent_is <= border)
