"""What a rule of the trend compared, and the numbers it uses from trend.toml."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from milestones.scale import level_percent
from milestones.series import Seen, Test
from milestones.sourced import load_decimal
from milestones.wobble import count_fold


@dataclass(frozen=True)
class Compared:
    """What the newest test was compared with by a rule that holds (None:
    with a fixed border), and the fold."""

    with_: Test | None
    fold: Decimal | None


def number_of(code: str, key: str) -> Decimal:
    """One number of a rule in trend.toml, by the rule's own name."""
    return load_decimal("trend", code, key)


def is_above_border(test: Test, code: str) -> bool:
    """Whether the test is certainly above the rule's border."""
    return test.is_above(number_of(code, "above_percent_is"))


def compare_with_lowest(test: Test, seen: Seen) -> Compared:
    """Compared with the lowest test, or with the last test in MMR if the lowest is not that low."""
    in_mmr = seen.lowest is not None and seen.lowest.is_at_most(level_percent("mmr"))
    mark = seen.lowest if in_mmr else seen.at_mmr
    return Compared(mark, count_fold(test, mark))
