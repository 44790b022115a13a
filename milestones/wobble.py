"""Is a change more than the test's own variation? Folds between two tests, and what the test alone can do."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from milestones.scale import EXACT
from milestones.series import Test
from milestones.sourced import load_decimal, load_numbers


def count_fold(newer: Test, older: Test | None) -> Decimal | None:
    """How many times as high the newer value is at least; None if nothing can be said."""
    if older is None or older.high is None or older.high == 0:
        return None
    return EXACT.divide(newer.low, older.high)


def is_rise(newer: Test, older: Test | None) -> bool:
    """Whether the newer value is certainly above the older one; cheaper than computing a fold."""
    return older is not None and older.high is not None and newer.low > older.high > 0


def count_fold_at_most(newer: Test, older: Test) -> Decimal | None:
    """How many times as high the newer value is at most; None if unbounded."""
    if newer.high is None or older.low == 0:
        return None
    return EXACT.divide(newer.high, older.low)


def wobble_fold(percent: Decimal, two_labs: bool = False) -> Decimal:
    """How far the test alone can move a value, as a fold, if the lower of the two values is `percent`.

    Between two laboratories the methods differ too, equally at every level.
    """
    if two_labs:
        return load_decimal("trend", "between_laboratories", "fold")
    return next(fold for edge, fold in _wobbles() if percent >= edge)


def are_two_labs(newer: Test, older: Test) -> bool:
    """Whether both name their laboratory, and the two differ."""
    return bool(newer.lab and older.lab) and newer.lab != older.lab


@cache
def _wobbles() -> tuple[tuple[Decimal, Decimal], ...]:
    """(from this %IS up, fold), highest first."""
    rows = (
        (Decimal(row["from_percent_is"]), Decimal(row["fold"])) for row in load_numbers("trend")["wobble"]
    )
    return tuple(sorted(rows, reverse=True))


def is_beyond_wobble(newer: Test, older: Test | None) -> bool:
    """Whether the rise from older to newer is certainly more than the test's own wobble."""
    if not is_rise(newer, older):
        return False
    fold = count_fold(newer, older)
    if fold is None or older is None or older.high is None:
        return False
    return fold >= wobble_fold(min(newer.low, older.high), are_two_labs(newer, older))


def is_within_wobble(newer: Test, older: Test | None) -> bool:
    """Whether both ends of the change, up or down, are within the test's own wobble."""
    if older is None or newer.low == 0 or older.low == 0:  # either may be as low as zero
        return False
    least, most = count_fold(newer, older), count_fold_at_most(newer, older)
    if least is None or most is None:
        return False
    wobble = wobble_fold(min(newer.low, older.low), are_two_labs(newer, older))
    return EXACT.multiply(least, wobble) > 1 and most < wobble


def are_both_quiet(newer: Test, older: Test | None) -> bool:
    """Whether both values are so low that a fold change says nothing."""
    if older is None or not newer.on_scale:  # off the scale no fixed border applies
        return False
    edge = load_decimal("trend", "quiet", "at_most_percent_is")
    return newer.is_at_most(edge) and older.is_at_most(edge)


def is_at_edge_of_wobble(fold: Decimal | None) -> bool:
    """Whether a rise of this fold is described as at the edge of the test's wobble: 2-fold to half a log."""
    if fold is None or fold < load_decimal("trend", "edge_of_wobble", "from_fold"):
        return False
    return EXACT.multiply(fold, fold) < load_decimal("trend", "edge_of_wobble", "fold_squared")


def wobble_range(percent: Decimal, two_labs: bool = False) -> tuple[Decimal, Decimal]:
    """(lowest, highest) %IS that the test alone could have made of this value."""
    up = wobble_fold(percent, two_labs)
    lower = EXACT.divide(percent, up)
    down = max(wobble_fold(lower, two_labs), up)
    return EXACT.divide(percent, down), EXACT.multiply(percent, up)
