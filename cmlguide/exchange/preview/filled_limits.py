"""Results as reported, without limits that a person filled in from the laboratory's other reports."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from milestones.history import Result

FILLED = "limit_from_lab"  # the record's own mark; records/lab_limits.py names it too


def as_the_report_says(result: Result) -> Result:
    """The result without a filled-in limit: another program could not tell it from the laboratory's own."""
    if not result.extra.get(FILLED):
        return result
    return replace(result, limit=None, unit=None)


def in_both_forms(results: Iterable[Result]) -> Iterator[Result]:
    """Every result, and any with a filled-in limit also as reported, because a later file may have either."""
    for result in results:
        yield result
        if result.extra.get(FILLED):
            yield as_the_report_says(result)
