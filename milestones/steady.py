"""The rule of a steady level: above the goal for a long time, and not rising."""

from __future__ import annotations

from collections.abc import Iterator

from milestones.compared import Compared, number_of
from milestones.series import Run, Seen, Test
from milestones.sourced import load_numbers
from milestones.timing import count_months
from milestones.wobble import count_fold

CODE = "steady_level"


def steady_level(test: Test, seen: Seen) -> Compared | None:
    """A year or more of results above 0.1% that are all close to the newest.

    Compared with the first of the shortest such run, which is enough to know that it holds. `first_of_run`
    gives the first of the whole run.
    """
    if not _may_be_steady(test, seen):
        return None
    for number, older in enumerate(_run_back(test, seen.run), start=2):
        if number >= load_numbers("trend")[CODE]["results_in_a_row"] and _is_long(older, test):
            return Compared(older, count_fold(test, older))
    return None


def first_of_run(test: Test, seen: Seen) -> Test:
    """The first test of the unbroken run that ends with this test."""
    return [test, *_run_back(test, seen.run)][-1]


def _may_be_steady(test: Test, seen: Seen) -> bool:
    """Whether the level itself may be called steady: on treatment, above 0.1%, and not too high."""
    key = "at_most_percent_is" if seen.at_mmr is None else "at_most_percent_is_after_mmr"
    in_span = test.is_above(number_of(CODE, "above_percent_is")) and test.is_at_most(number_of(CODE, key))
    return in_span and test.on_treatment and test.line is not None


def _run_back(test: Test, run: Run | None) -> Iterator[Test]:
    """The earlier tests on its line, newest first, for as long as each is close in time and in level."""
    later = test
    while run is not None and _is_close(run.test, test) and _is_soon_after(later, run.test):
        later = run.test
        yield later
        run = run.before


def _is_close(older: Test, newest: Test) -> bool:
    """Whether it is above 0.1% and within twofold of the newest, wherever both are in their intervals."""
    fold = number_of(CODE, "fold")
    if older.high is None or newest.high is None or not older.is_above(number_of(CODE, "above_percent_is")):
        return False
    return newest.high < fold * older.low and older.high < fold * newest.low


def _is_soon_after(later: Test, older: Test) -> bool:
    return count_months(older.collected_on, later.collected_on) <= number_of(CODE, "gap_months")


def _is_long(first: Test, newest: Test) -> bool:
    return count_months(first.collected_on, newest.collected_on) >= number_of(CODE, "months")
