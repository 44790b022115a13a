"""Results as their reports have them, without a limit that a person had filled in from other reports."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from milestones.history import Result

FILLED = "limit_from_lab"  # the record's own mark; records/lab_limits.py names it too


def as_the_report_says(result: Result) -> Result:
    """The result without a limit filled in: no other program could tell it from one the laboratory gave."""
    if not result.extra.get(FILLED):
        return result
    return replace(result, limit=None, unit=None)


def in_both_forms(results: Iterable[Result]) -> Iterator[Result]:
    """Every result, and one with a filled limit also as its report says: a later file may have either."""
    for result in results:
        yield result
        if result.extra.get(FILLED):
            yield as_the_report_says(result)
