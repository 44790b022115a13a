"""Turns dates and percents into coordinates. Screen y grows downward; the log is the engine's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from milestones.scale import levels, mr_of, percent_of_mr

# How far the picture reaches beyond a whole tenfold step, in steps: room for a mark or a band's name.
HEADROOM = 0.3
FOOTROOM = 0.5
# By default the picture reaches from the scale's top to the deepest level. It can grow, up to a limit.
FARTHEST_UP, FARTHEST_DOWN = -3.0, 8.0


@lru_cache(maxsize=4096)
def steps_down(percent: Decimal) -> float:
    """Tenfold steps below 100%; zero percent is as far down as the picture can reach."""
    mr = mr_of(percent)
    return FARTHEST_DOWN if mr is None else max(FARTHEST_UP, min(FARTHEST_DOWN, float(mr)))


@dataclass(frozen=True)
class TimeAxis:
    """Maps dates from `start` to `end` to x from `left` to `right`."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """The x of a day; days outside the axis are placed at its edge."""
        return self.at(self.share(day))

    def share(self, day: date) -> float:
        """How far along the axis a day stands, from 0 to 1: the same for every width of a drawing."""
        return max(0.0, min(1.0, (day - self.start).days / self._days))

    def at(self, share: float) -> float:
        """Where what stands so far along the axis is on this drawing."""
        return self.left + (self.right - self.left) * share

    @cached_property
    def _days(self) -> int:
        return max(1, (self.end - self.start).days)


@dataclass(frozen=True)
class ValueAxis:
    """Maps percents to y from `top` to `bottom`. `high` and `low`: steps down (log) or percent (plain)."""

    plain: bool
    high: float
    low: float
    top: float
    bottom: float

    def y(self, percent: Decimal) -> float:
        """The y of a percent, kept inside the axis."""
        return self.at(self.share(percent))

    def share(self, percent: Decimal) -> float:
        """How far down the axis a percent stands, from 0 to 1: the same for every width of a drawing."""
        place = float(min(percent, Decimal(10) ** 9)) if self.plain else steps_down(percent)
        return max(0.0, min(1.0, (place - self.high) / (self.low - self.high)))

    def at(self, share: float) -> float:
        """Where what stands so far down the axis is on this drawing."""
        return self.top + (self.bottom - self.top) * share

    def holds(self, percent: Decimal) -> bool:
        """Whether a percent fits on the picture, rather than being moved to its edge."""
        place = float(min(percent, Decimal(10) ** 9)) if self.plain else steps_down(percent)
        return min(self.high, self.low) <= place <= max(self.high, self.low)

    def gridlines(self) -> tuple[Decimal, ...]:
        """The percents that get a line and a label, from the top down."""
        if self.plain:
            return _plain_steps(Decimal(str(self.high)))
        first, last = _ceil(self.high), _floor(self.low)
        return tuple(percent_of_mr(Decimal(step)) for step in range(first, last + 1))


def log_axis(percents: tuple[Decimal, ...], top: float, step: float) -> ValueAxis:
    """A log axis that includes every percent, with tenfold steps `step` tall:
    it grows, steps do not shrink."""
    places = [steps_down(percent) for percent in percents]
    high = min([0.0, *places]) - HEADROOM
    deepest_level = float(round(steps_down(levels()[-1].percent_is)))
    deepest = max([0.0, *places])
    low = deepest_level if deepest < deepest_level - 0.05 else deepest + FOOTROOM
    return ValueAxis(False, high, low, top, top + step * (low - high))


def own_log_axis(percents: tuple[Decimal, ...], top: float, height: float) -> ValueAxis:
    """A log axis for numbers off the International Scale: whole steps around the numbers present. There are
    none where the span that was chosen has no result."""
    places = [steps_down(percent) for percent in percents] or [0.0]
    high, low = float(_floor(min(places) - 0.1)), float(_ceil(max(places) + 0.1))
    return ValueAxis(False, high, low, top, top + height)


def plain_axis(percents: tuple[Decimal, ...], top: float, height: float) -> ValueAxis:
    """A linear axis from the largest percent down to 0."""
    largest = float(min(max([*percents, Decimal(1)]), Decimal(10) ** 9))
    return ValueAxis(True, largest * 1.06, -largest * 0.05, top, top + height)


def _plain_steps(largest: Decimal) -> tuple[Decimal, ...]:
    """0 and three to six round steps up to `largest`."""
    unit = Decimal(1).scaleb(largest.adjusted())
    step = next(
        unit * share
        for share in (Decimal(2), Decimal(1), Decimal("0.5"), Decimal("0.2"))
        if unit * share * 3 <= largest
    )
    return tuple(step * count for count in range(int(largest / step), -1, -1))


def _floor(number: float) -> int:
    return int(number // 1)


def _ceil(number: float) -> int:
    return -_floor(-number)
