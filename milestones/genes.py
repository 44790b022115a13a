"""Mutations and karyotypes found on a line: reported next to the series, whatever the level is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from milestones.history import History, Marrow, Mutation
from milestones.karyotype import find_high_risk
from milestones.lines import Course, Line
from milestones.severity import Severity
from milestones.trends import Finding

# Findings besides the level: a steady level makes none of them less serious, and no dose explains them.
GENE_CODES = ("mutation_reported", "mutation_unclear", "high_risk_karyotype")
# Causes resistance to all but a few medicines, whatever the report or the person says about it.
ALWAYS_RESISTANT = "t315i"


def find_mutations(known: History, course: Course, line: Line | None) -> Iterator[Finding]:
    """Mutations found on the current line: those said to matter, and those about which nothing was said."""
    own = [mutation for mutation in known.mutations if _is_on(mutation.found_on, course, line)]
    yield from _first("mutation_reported", Severity.SOON, (row for row in own if is_resistant(row)))
    unclear = (row for row in own if row.resistance is None and not is_resistant(row))
    yield from _first("mutation_unclear", Severity.DISCUSS, unclear)


def is_resistant(mutation: Mutation) -> bool:
    """Whether the mutation is said to cause resistance, or is one that always does."""
    return mutation.resistance is True or ALWAYS_RESISTANT in mutation.name.casefold()


def _first(code: str, severity: Severity, mutations: Iterable[Mutation]) -> Iterator[Finding]:
    for mutation in mutations:
        yield Finding(code, severity, mutation.found_on, since=mutation.found_on)
        return


def find_karyotypes(known: History, course: Course, line: Line | None) -> Iterator[Finding]:
    """High-risk changes in the newest karyotype of this line; those in an older one are only listed."""
    read = [row for row in known.marrow if row.karyotype.strip()]
    own = [row for row in read if _is_on(row.collected_on, course, line)]
    newest = own[-1].collected_on if own else None
    now = [row for row in own if row.collected_on == newest and find_high_risk(row.karyotype)]
    if now:
        yield _karyotype(now[0], Severity.DISCUSS)
        return
    older = (row for row in reversed(read) if row.collected_on != newest)
    risky = next((row for row in older if find_high_risk(row.karyotype)), None)
    if risky is not None:
        yield _karyotype(risky, Severity.NONE)


def _karyotype(marrow: Marrow, severity: Severity) -> Finding:
    return Finding("high_risk_karyotype", severity, marrow.collected_on, since=marrow.collected_on)


def _is_on(day: date, course: Course, line: Line | None) -> bool:
    own = course.line_on(day)
    return line is not None and own is not None and own.number == line.number
