"""Rules of the trend for a time without treatment, and for the months after treatment is resumed."""

from __future__ import annotations

from milestones.compared import Compared, compare_with_lowest, is_above_border, number_of
from milestones.series import Seen, Test
from milestones.wobble import count_fold


def above_mmr_off_treatment(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% on a try without treatment, or off it after MMR: holds until cleared (`Seen.off_alarm`)."""
    return compare_with_lowest(test, seen) if seen.off_alarm else None


def deep_rise_off_treatment(test: Test, seen: Seen) -> Compared | None:
    """Tenfold above the previous result after the stop, however deep; or MR4.5 lost soon after it."""
    if test.stop is None:
        return None
    fold = count_fold(test, seen.previous)
    if fold is not None and fold >= number_of("deep_rise_off_treatment", "fold"):
        return Compared(seen.previous, fold)
    return _lost_depth_soon(test, seen.last_on_treatment)


def _lost_depth_soon(test: Test, last: Test | None) -> Compared | None:
    """Above MR4.5 within some weeks of the stop, if the last result on treatment was at that level."""
    code = "deep_rise_off_treatment"
    stopped_on = test.stop.stopped_on if test.stop else None
    if stopped_on is None or last is None or not last.is_at_most(number_of(code, "above_percent_is")):
        return None
    days = (test.collected_on - stopped_on).days
    if days > number_of(code, "within_days") or not is_above_border(test, code):
        return None
    return Compared(last, count_fold(test, last))


def recovering(test: Test, seen: Seen) -> Compared | None:
    """Above 0.1% in the first months back on a medicine."""
    return Compared(None, None) if test.is_just_restarted and is_above_border(test, "recovering") else None


def mmr_not_regained(test: Test, seen: Seen) -> Compared | None:
    """Some months after resuming a medicine, the two newest above 0.1%, and MMR not reached since."""
    if test.restarted_on is None or test.in_first_months or seen.at_mmr is not None or not seen.in_a_row:
        return None
    before = seen.in_a_row[-1]
    both = (before, test)
    since = all(one.collected_on > test.restarted_on for one in both)
    above = all(is_above_border(one, "mmr_not_regained") for one in both)
    return Compared(before, count_fold(test, before)) if since and above else None
