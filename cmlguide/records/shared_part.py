"""The part of a record that a guest link shows. It is cut here and nowhere else: pages get only what is left.

Either the whole record is judged or nothing is. A verdict on a part could be reassuring where the whole is
not, and a verdict on the whole would reveal what the link does not show. So a link that shows all tests and
medicines has the words of the person's own Timeline, and any other shows the numbers without a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cmlguide.records.judged import history_of
from cmlguide.records.models import GuestLink, Person
from milestones.assess import assess
from milestones.assessment import Assessment
from milestones.guideline import DEFAULT_GUIDELINE, load_guideline
from milestones.history import History, PersonFacts, Treatment

JUDGED_TOGETHER = frozenset({"results", "medicines", "counts", "tests"})
LISTS = {
    "results": ("results",),
    "medicines": ("treatments",),
    "counts": ("blood_counts",),
    "tests": ("marrow", "mutations"),
}


@dataclass(frozen=True)
class SharedPart:
    """`history` holds only what may be seen. `judged` says whether the assessment's verdict may be shown; if
    not, the assessment only serves to draw the chart and to name levels.

    `is_cut` is True when the link's dates leave something out. `began_before` and `go_on_after` are the keys
    of medicines that started before its first day or continue after its last.
    """

    history: History
    assessment: Assessment
    judged: bool
    is_cut: bool = False
    began_before: frozenset[str] = frozenset()
    go_on_after: frozenset[str] = frozenset()


def shared_part(person: Person, link: GuestLink, today: date) -> SharedPart:
    """What the link shows, in one SQL query. The diary, goals and questions are never part of it."""
    whole = replace(history_of(person), extra={})
    inside = cut_to_span(whole, link.first_on, link.last_on)
    is_cut = inside != whole
    guideline = load_guideline(person.guideline or DEFAULT_GUIDELINE)
    if not is_cut and frozenset(link.sections) >= JUDGED_TOGETHER:
        shown = replace(whole, person=_without_wishes(whole.person))
        return SharedPart(shown, assess(whole, guideline, today), judged=True)
    shown = _cut_to_sections(inside, frozenset(link.sections))
    unclocked = replace(shown, treatments=())  # a medicine cut short would set every clock wrong
    assessment = replace(assess(unclocked, guideline, today), checkpoints=(), wobble=None, next_test=None)
    first, last = link.first_on or date.min, link.last_on or date.max
    return SharedPart(
        shown,
        assessment,
        judged=False,
        is_cut=is_cut,
        began_before=frozenset(row.key for row in whole.treatments if row.started_on < first),
        go_on_after=frozenset(row.key for row in whole.treatments if (row.stopped_on or date.max) > last),
    )


def cut_to_span(history: History, first_on: date | None, last_on: date | None) -> History:
    """The history of those days: tests taken then, and medicines limited to the days they were taken then."""
    first, last = first_on or date.min, last_on or date.max
    return replace(
        history,
        treatments=tuple(_cut_treatments(history.treatments, first, last)),
        results=tuple(row for row in history.results if first <= row.collected_on <= last),
        blood_counts=tuple(row for row in history.blood_counts if first <= row.collected_on <= last),
        marrow=tuple(row for row in history.marrow if first <= row.collected_on <= last),
        mutations=tuple(row for row in history.mutations if first <= row.found_on <= last),
    )


def _cut_treatments(rows: tuple[Treatment, ...], first: date, last: date) -> Iterator[Treatment]:
    for row in rows:
        if row.started_on > last or (row.stopped_on or date.max) < first:
            continue
        begun = row if row.started_on >= first else replace(row, started_on=first)
        goes_on = (row.stopped_on or date.max) > last
        yield replace(begun, stopped_on=last, stop_reason=None) if goes_on else begun


def _cut_to_sections(history: History, sections: frozenset[str]) -> History:
    """Only the lists of these sections; of the person, only what the chart needs to show a number."""
    hidden: dict[str, Any] = {
        name: () for section, names in LISTS.items() if section not in sections for name in names
    }
    return replace(history, person=PersonFacts(transcript=history.person.transcript), **hidden)


def _without_wishes(facts: PersonFacts) -> PersonFacts:
    return replace(facts, goal="unset", agreed_percent_is=None, agreed_on=None, extra={})
